"""Permissions of sharing: over the organ whose site gives an article, and over the organ whose site takes it."""

from mingtang.kernel.evidence.api import declare_permission

READ_SHARING = declare_permission("portal_sharing.read", "查阅内容共享")
SHARE_ARTICLES = declare_permission("portal_sharing.share", "向下级网站共享文章")
TAKE_ARTICLES = declare_permission("portal_sharing.take", "接收共享文章")
