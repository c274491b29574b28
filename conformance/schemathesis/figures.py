"""Says what Schemathesis did, from its reports: requests, and operations with and without failures."""

import json
import sys

requests, seen, failed, statuses = 0, set(), set(), {}
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        for line in file:
            for event in json.loads(line).values():
                recorder = event.get("recorder") if isinstance(event, dict) else None
                if not recorder:
                    continue
                label = recorder["label"]
                seen.add(label)
                for interaction in recorder.get("interactions", {}).values():
                    requests += 1
                    response = interaction.get("response")
                    status = response["status_code"] if response else 0
                    statuses[status] = statuses.get(status, 0) + 1
                for checks in recorder.get("checks", {}).values():
                    if any(check["status"] == "failure" for check in checks):
                        failed.add(label)
told = ", ".join(f"{count} of {status}" for status, count in sorted(statuses.items()))
print(f"{requests} requests: {told}")
print(f"{len(seen - failed)} passed, {len(failed)} failed")
