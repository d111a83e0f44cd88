"""How the property tests run: no deadlines, since a busy machine is no mistake; always alike where CI is set."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "doorstep",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
    print_blob=True,
)
settings.load_profile("doorstep")
