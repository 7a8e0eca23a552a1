"""Plan from data frames: coordinates, an appointment, and a rule of your own in the settings."""

from datetime import timedelta

import pandas as pd

import router
from router.demo import example

router.build_region(example("helsinki").extract, "example-region")
cases = pd.DataFrame(
    {
        "case_id": ["A", "B", "C"],
        "lat": [60.1690, 60.1705, 60.1672],
        "lon": [24.9402, 24.9441, 24.9365],
        "appointment": ["2026-11-24 14:00-14:15", "", ""],
    }
)
agents = pd.DataFrame({"agent_id": ["aino"], "start": ["60.1699, 24.9384"], "mode": ["foot"]})

plan = router.plan_day(
    cases,
    agents,
    date="2026-11-24",
    region="example-region",
    iterations=20_000,
    settings=router.Settings(service_times=router.ServiceTimes(service=timedelta(minutes=15))),
)
for stop in plan.routes[0].stops:
    for visit in stop.visits:
        print(visit.visit_id, f"{plan.data.problem.instant(visit.start_s):%H:%M}")
