"""One lookup per question. SKELETON: signatures are the contract."""

from __future__ import annotations

from collections.abc import Sequence

from .shapes import InstanceType, Offering, StorageClass, UnitPrice


class Catalog:
    """One cloud's prices."""

    cloud: str

    @property
    def regions(self) -> Sequence[str]:
        """Every region of the catalog, sorted."""
        raise NotImplementedError

    @property
    def gpu_names(self) -> Sequence[str]:
        """Every accelerator name, sorted."""
        raise NotImplementedError

    def instance_type(self, name: str) -> InstanceType | None:
        """The hardware of `name`; None when the catalog does not know it."""
        raise NotImplementedError

    def offering(self, instance_type: str, region: str) -> Offering | None:
        """The offering; None when that type is not offered (or not known) there."""
        raise NotImplementedError

    def regions_offering(self, instance_type: str) -> Sequence[str]:
        """Regions that offer it, sorted; empty when unknown."""
        raise NotImplementedError

    def with_gpu(self, gpu_name: str, gpu_count: int, region: str) -> Sequence[Offering]:
        """Offerings in `region` with exactly `gpu_count` of `gpu_name` (`A100` matches `A100-40GB` and `A100-80GB`), cheapest on-demand first."""
        raise NotImplementedError

    def storage_class(self, name: str, region: str) -> StorageClass | None:
        """The object-store class by the cloud's own name (`STANDARD_IA`)."""
        raise NotImplementedError

    def unit_price(self, sku: str, region: str) -> UnitPrice | None:
        """A flat price by our key (`nat-gateway-hour`, `gp3-gib-month`)."""
        raise NotImplementedError

    def transfer(self, source_region: str, target_region: str) -> UnitPrice | None:
        """USD per GiB between two regions, or to `internet`; 0 within one region."""
        raise NotImplementedError


def load(cloud: str) -> Catalog:
    """The catalog of `cloud`, read at the first call. Raises KeyError for a cloud it has no file of."""
    raise NotImplementedError
