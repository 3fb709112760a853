package org.onestophub.pipeline.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.contract.CallLegs;
import org.onestophub.complaint.contract.CallLegs.Known;
import org.onestophub.complaint.contract.CallLegs.Leg;
import org.onestophub.support.LedgerSlice;

class CallLegTableIT {

    @TempDir
    Path home;

    @Test
    void legsOfComplaintCallsAreFoundUnderTheirFirstInputAndOldOnesGo() throws Exception {
        try (LedgerSlice slice =
                new LedgerSlice(home).rooms("pipeline.record.CallLegTable").start()) {
            CallLegs legs = slice.get(CallLegs.class);
            legs.note(1, List.of(new Leg(7, 1, false), new Leg(8, 1, false)));
            legs.note(2, List.of(new Leg(7, 1, false), new Leg(7, 2, true)));

            assertThat(legs.ofComplaints(List.of(7L, 8L, 9L))).containsExactly(new Known(7, 1, 1), new Known(7, 2, 2));

            slice.jdbc()
                    .sql("update call_leg set noted_at = noted_at - interval '32 days'")
                    .update();
            legs.note(3, List.of());
            assertThat(legs.ofComplaints(List.of(7L))).isEmpty();
        }
    }
}
