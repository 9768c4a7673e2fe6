"""Google Cloud: what starts, resizes or ends machines by the clock, by load or when they are idle."""
