"""The run of a program in this process: the engine's end of the SDK's protocol, and what it answers."""
