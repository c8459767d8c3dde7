import pytest

from mingtang.config.environment import Environment, SettingError


def test_networks_are_read_or_the_setting_is_named() -> None:
    name = "MINGTANG_ACME_NETWORKS"
    assert list(map(str, Environment({name: "10.1.2.3/8, ::1"}).networks(name))) == ["10.0.0.0/8", "::1/128"]
    assert Environment({}).networks(name) == ()
    with pytest.raises(SettingError, match=name):
        Environment({name: "ten"}).networks(name)
