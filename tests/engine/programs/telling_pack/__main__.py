"""A pack that reports all that it is given, and reads what is not known."""

from pulumi_policy import (
    PolicyPack,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
)


def resource(args: ResourceValidationArgs, report: ReportViolation) -> None:
    told = args.provider and (args.provider.resource_type, args.provider.name, sorted(args.provider.props))
    options = (args.opts.parent, args.opts.protect, args.opts.aliases, args.opts.ignore_changes)
    report(f"told: {args.resource_type} {args.name} {sorted(args.props)} {told} {options}", None)


def stack(args: StackValidationArgs, report: ReportViolation) -> None:
    for it in args.resources:
        sources = {key: [other.name for other in others] for key, others in it.property_dependencies.items()}
        parent = it.parent and it.parent.name
        after = [other.name for other in it.dependencies]
        report(f"told: {it.resource_type} {it.name} {sorted(it.props)} {parent} {after} {sources}", it.urn)


def reads_an_output(args: StackValidationArgs, report: ReportViolation) -> None:
    for it in args.resources:
        if it.resource_type == "aws:s3/bucket:Bucket" and it.props.get("arn") is None:
            report("told: it found no arn", it.urn)


PolicyPack(
    "telling",
    [
        ResourceValidationPolicy("resource", "Tells", resource),
        StackValidationPolicy("stack", "Tells", stack),
        StackValidationPolicy("output", "Reads", reads_an_output),
    ],
)
