//! What leaves this machine, as the teacher sees it.

use learning::api::{ListReports, QueuedReport, Refusal, SendReports};

use crate::classroom::{Answer, Caller, Classroom};
use crate::store::outbox;

impl Answer<ListReports> for Classroom {
    fn answer(&self, _: Caller, _: ListReports) -> Result<Vec<QueuedReport>, Refusal> {
        self.store.transaction(outbox::list)
    }
}

impl Answer<SendReports> for Classroom {
    fn answer(&self, _: Caller, _: SendReports) -> Result<Vec<QueuedReport>, Refusal> {
        self.outbox.send(&self.store, self.tasks().as_deref())
    }
}
