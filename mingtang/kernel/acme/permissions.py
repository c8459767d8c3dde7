"""Permissions of ACME. Programs need none: their signature is their right."""

from mingtang.kernel.evidence.api import declare_permission

MANAGE_ACME = declare_permission("acme.manage", "管理服务器证书自动签发")
