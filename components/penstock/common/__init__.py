"""What the components of every cloud share, in no cloud's words: labels, the order of an environment, inputs for policies, the agent's
configuration. A cloud's folder imports from here, never another cloud's."""
