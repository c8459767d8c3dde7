"""Subscriptions to columns, and which column stands for which."""

from django.utils import timezone

from mingtang.domains.portal.sharing import acts
from mingtang.domains.portal.sharing.models import ColumnMapping, Subscription
from mingtang.domains.portal.sharing.queries.trees import columns_of, site_of
from mingtang.domains.portal.sites.api import ColumnPage, PortalSite
from mingtang.kernel.directory.api import Refused
from mingtang.kernel.evidence.api import Actor, act


def subscribe(
    actor: Actor, site: PortalSite, column: ColumnPage, target: ColumnPage, *, automatic: bool
) -> Subscription:
    """Have a site take from now on what is published in a column of another one. Raises NotPermitted, Refused."""
    source = _source_of(column)
    subscription = Subscription(
        site=site, organ_id=site.organ_id, source=source, column=column, target=target, automatic=automatic,
        begun_at=timezone.now(),
    )  # fmt: skip
    with act(acts.SUBSCRIBE, actor, within=site) as deed:
        _require_target(site, source, target)
        if Subscription.objects.filter(site=site, column=column, ended_at=None).exists():
            raise Refused("这个栏目已经订阅。", "column")
        deed.create(subscription)
    return subscription


def unsubscribe(actor: Actor, subscription: Subscription) -> None:
    """Take nothing more; what was taken stays. Raises NotPermitted, Refused."""
    with act(acts.UNSUBSCRIBE, actor, subscription) as deed:
        if subscription.ended_at is not None:
            raise Refused("已经退订。")
        deed.change(subscription, ended_at=timezone.now())


def map_column(actor: Actor, site: PortalSite, column: ColumnPage, target: ColumnPage) -> ColumnMapping:
    """Say which column of a site stands for one of another. Raises NotPermitted, Refused."""
    with act(acts.MAP_COLUMN, actor, within=site) as deed:
        _require_target(site, _source_of(column), target)
        mapping = ColumnMapping.objects.filter(site=site, column=column).first()
        if mapping is None:
            mapping = ColumnMapping(site=site, organ_id=site.organ_id, column=column, target=target)
            deed.create(mapping)
        else:
            deed.change(mapping, target=target)
    return mapping


def _source_of(column: ColumnPage) -> PortalSite:
    return site_of(column)


def _require_target(site: PortalSite, source: PortalSite, target: ColumnPage) -> None:
    if source.pk == site.pk:
        raise Refused("请选择其他网站的栏目。", "column")
    if not columns_of(site).filter(pk=target.pk).exists():
        raise Refused("转载到的栏目不在本站。", "target")
