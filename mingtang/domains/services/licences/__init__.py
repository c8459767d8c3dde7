"""Electronic licences (电子证照): types, issue, change, renewal, end, what holders show, and who has used them."""
