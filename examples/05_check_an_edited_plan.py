"""Edit a plan by hand, and let the checker judge it."""

import json
from pathlib import Path

import router
from router.demo import example

demo = example("helsinki")
router.build_region(demo.extract, "example-region")
plan = router.plan_day(demo.cases, demo.agents, date=demo.day, region="example-region", seconds=5)
file = plan.save("example-plan") / "plan.json"
print("as planned:", "holds" if router.check(router.read_plan(file)).ok else "does not hold")

edited = json.loads(file.read_text(encoding="utf-8"))
route = edited["routes"][0]
route["stops"].reverse()  # the same doors, the other way round, with the old times
Path("edited.json").write_text(json.dumps(edited), encoding="utf-8")

report = router.check(router.read_plan(Path("edited.json")))
print("edited:", "holds" if report.ok else "does not hold")
for finding in report.findings[:3]:
    print(" ", finding.code, finding.detail)
