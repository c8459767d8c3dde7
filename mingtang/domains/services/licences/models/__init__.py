"""Types of licences, licences with their holders, reminders of their end, and every use of them."""

from mingtang.domains.services.licences.models.licence import Licence, LicenceHolder, LicenceQuerySet, Reminder
from mingtang.domains.services.licences.models.licence_type import Issuer, LicenceType
from mingtang.domains.services.licences.models.use import LicenceUse

__all__ = ["Issuer", "Licence", "LicenceHolder", "LicenceQuerySet", "LicenceType", "LicenceUse", "Reminder"]
