"""Opens a site with columns and articles on a fresh node: `mingtang manage shell -c "import tests.runtime.a_site"`."""

from datetime import date
from types import SimpleNamespace

from mingtang.domains.portal.sites.tests.city_site import city_site
from mingtang.kernel.directory.actions.organs import OrganDetails, establish_organ
from mingtang.kernel.directory.api import Region
from mingtang.kernel.evidence.api import SYSTEM

region = Region.objects.create(code="990100000000", name="和源市", level=Region.Level.CITY)
details = OrganDetails(name="和源市人民政府", branch="government", region=region)
organ = establish_organ(SYSTEM, details, None, on=date(2019, 3, 1))
city_site(SimpleNamespace(organ=lambda key: organ))
