"""Jobs in, results out: processes that run queries, and are killed at their deadline."""

from triplewire.publish.web.workers.messages import Job
from triplewire.publish.web.workers.pool import Answer, Pool, network_stays

__all__ = [
    "Answer",
    "Job",
    "Pool",
    "network_stays",
]
