"""Plan the bundled day in six lines, and look at what came out."""

import router
from router.demo import example

demo = example("helsinki")
router.build_region(demo.extract, "example-region")
plan = router.plan_day(demo.cases, demo.agents, date=demo.day, region="example-region", seconds=5)
print(plan)
plan.save("example-plan")

print(plan.to_frame().head(12).to_string())
