package org.onestophub.operate.draft;

import java.util.Map;
import java.util.TreeMap;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Input;
import org.onestophub.complaint.contract.configuration.ConnectionReport;
import org.onestophub.complaint.contract.configuration.ServerIdentity;
import org.onestophub.complaint.contract.configuration.SourceTester;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** What the system of a draft shows of itself, asked with what was given for it. */
final class DraftVisits {

    private final SourceTester tester;
    private final DraftKinds kinds;
    private final DraftFolder folder;

    DraftVisits(SourceTester tester, DraftKinds kinds, DraftFolder folder) {
        this.tester = tester;
        this.kinds = kinds;
        this.folder = folder;
    }

    /** Whether it can be connected; AC-104 for a value that is missing, or a kind that waits for its sender. */
    ConnectionReport test(String id, DraftEntries given) {
        return tester.test(id, given.kind(), values(given));
    }

    /** A file of its folder; AC-104 as above. */
    SourceTester.Example example(String id, DraftEntries given, int most) {
        DraftValues.require(kinds.named(given.kind()).files(), "kind");
        return tester.example(id, given.kind(), values(given), most);
    }

    /** By what the server is known, if it shows that fingerprint; AC-104 if not. Nothing that was trusted before plays a part. */
    ServerIdentity identity(String id, DraftEntries given, String fingerprint) {
        Map<String, String> values = values(given);
        values.remove(kinds.trustOf(given.kind()));
        return tester.identity(id, given.kind(), values)
                .filter(shown -> shown.fingerprint().equals(fingerprint))
                .orElseThrow(() -> new ProblemException(Problem.REQUEST_INVALID, "fingerprint"));
    }

    private Map<String, String> values(DraftEntries given) {
        DraftValues.require(!given.isPush(), "kind");
        Map<String, String> values = new TreeMap<>();
        for (Input input : kinds.named(given.kind()).inputs()) {
            String value = given.values().getOrDefault(input.name(), input.standard());
            DraftValues.require(!input.needed() || !value.isEmpty() || input.isTrust(), input.name());
            values.put(input.name(), input.secret() ? folder.secret(value) : value);
        }
        return values;
    }
}
