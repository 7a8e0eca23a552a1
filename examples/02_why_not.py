"""Ask a plan why a case is not visited, and what would help."""

import router
from router.demo import example

demo = example("helsinki")
router.build_region(demo.extract, "example-region")
plan = router.plan_day(demo.cases, demo.agents, date=demo.day, region="example-region", seconds=5)

for left in plan.unassigned[:5]:
    print(f"{', '.join(left.case_ids)}: {left.code}. {left.detail} {left.remedy}")
for held in plan.held:
    print(f"{held.case_id}: {held.rule}. {held.detail}")
for doubtful in plan.review:
    print(f"{doubtful.case_id}: {doubtful.why}")
