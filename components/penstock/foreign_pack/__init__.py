"""Runs any Pulumi policy pack written in Python over a capture: in this process, without the engine.

`PolicyPack(...)` of pulumi-policy 1.21 checks its arguments, makes the service that the engine would call, and serves it for
ever. Here the service is taken from it before it is served, and is asked as the engine asks it, through its public protocol
(`pulumi/analyzer.proto`). So the policies get the very argument objects that pulumi-policy makes for them.

What differs from a run in the engine:

- Outputs that a cloud fills in are unknown to a stack policy, as in a preview. Which they are says the SDK that the program
  imported; of a saved preview only `id` is unknown, and the others are missing.
- Aliases and timeouts are left out of a resource's options: the engine shows a policy resolved ones alone.
- An asset or an archive is given as its fields, not as `pulumi.FileAsset`: a capture does not keep which it was.
- A policy that raises stops the engine; here its verdict is `undetermined`, and the other policies go on.
"""

from .judge import judge

__all__ = ["judge"]
