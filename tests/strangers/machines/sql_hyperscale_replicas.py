"""Order database, Hyperscale.

A Hyperscale database of 128 vCores with four replicas and three named replicas of 64, over 100,000 $ a month.
"""

from pulumi_azure_native import sql

orders = sql.Database(
    "orders",
    resource_group_name="shop",
    server_name="shop-sql",
    database_name="orders",
    sku=sql.SkuArgs(name="HS_PRMS", tier="Hyperscale", family="PRMS", capacity=128),
    high_availability_replica_count=4,
    zone_redundant=True,
    license_type="LicenseIncluded",
    requested_backup_storage_redundancy="GeoZone",
)

for i in range(3):
    sql.Database(
        f"orders-read-{i}",
        resource_group_name="shop",
        server_name="shop-sql",
        database_name=f"orders-read-{i}",
        create_mode="Secondary",
        secondary_type="Named",
        source_database_id=orders.id,
        sku=sql.SkuArgs(name="HS_PRMS", tier="Hyperscale", family="PRMS", capacity=64),
    )
