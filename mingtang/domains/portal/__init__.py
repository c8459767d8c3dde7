"""The portal (门户网站群): rooms, each an app. `sites` is the lowest: what the public reads. Others use it only through its `api`."""
