"""Plan the bundled day in six lines, and look at what came out."""

import router
from router.demo import example

day = example("helsinki")
router.build_region(day.extract, "example-region")
plan = router.plan_day(day.cases, day.agents, date=day.date, region="example-region", seconds=5)
print(plan)
plan.save("example-plan")

print(plan.to_frame().head(12).to_string())
