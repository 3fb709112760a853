package org.onestophub.operate.handover;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Restriction;
import org.onestophub.complaint.contract.operations.HandoverPackages;
import org.onestophub.loop.report.form.ReportContent;
import org.onestophub.loop.report.form.ReportForms;
import org.onestophub.operate.handover.PackageDocuments.Document;
import org.onestophub.operate.ops.query.ComplaintLists;
import org.onestophub.operate.ops.query.ComplaintQueries;
import org.onestophub.operate.ops.query.ComplaintQueries.History;
import org.onestophub.operate.ops.query.ReceiptRow;
import org.onestophub.operate.ops.trail.TraceQueries;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Makes packages from what stands in the ledger. The templates of cover sheets are in {@code mappings/packages}. */
@Component
class CasePackages implements HandoverPackages {

    private final ComplaintQueries complaints;
    private final ComplaintLists lists;
    private final TraceQueries traces;
    private final PackageDocuments documents;
    private final PackageSheet sheet;
    private final ReportForms forms;

    CasePackages(
            ComplaintQueries complaints,
            ComplaintLists lists,
            TraceQueries traces,
            PackageDocuments documents,
            PackageSheet sheet,
            HubProperties hub) {
        this.complaints = complaints;
        this.lists = lists;
        this.traces = traces;
        this.documents = documents;
        this.sheet = sheet;
        this.forms = new ReportForms(hub.configDir().resolve("mappings/packages"), "", "");
    }

    @Override
    public Optional<Long> idOf(String number) {
        return found(number).map(History::id);
    }

    /** What is kept back leaves in no package: its originals would say it all. */
    private Optional<History> found(String number) {
        Optional<History> one = complaints.history(number);
        if (one.isPresent()
                && one.get().document().at("/flags/" + Restriction.FLAG).asBoolean()) {
            throw new ProblemException(Problem.CONTENT_RESTRICTED, "number");
        }
        return one.filter(CasePackages::hasContent);
    }

    @Override
    public HandoverPackage of(String number, Receiver receiver) {
        History one = found(number).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "number"));
        List<TraceQueries.Entry> entries =
                traces.trace(number).map(TraceQueries.Trace::entries).orElse(List.of());
        // a sheet with the complaints of others stays here
        List<Long> arrivals = one.arrivals().stream().map(ReceiptRow::id).toList();
        Set<Long> shared = lists.shared(arrivals, one.id());
        List<Document> found = documents.of(
                one.document(),
                arrivals.stream().filter(id -> !shared.contains(id)).toList());
        ReportContent content = sheet.of(one, entries, found, receiver);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("cover.html", forms.of(content, Language.CHINESE, "html"));
        files.put("cover.docx", FixedZip.withoutTimes(forms.of(content, Language.CHINESE, "docx")));
        files.put("cover-en.html", forms.of(content, Language.ENGLISH, "html"));
        for (Document document : found) {
            if (document.bytes() != null) {
                files.put(document.name(), document.bytes());
            }
        }
        return new HandoverPackage(receiver.word() + "-" + safe(number) + ".zip", FixedZip.of(files));
    }

    /** An erased complaint keeps its number and times only. */
    private static boolean hasContent(History one) {
        JsonNode matter = one.document().path("matter");
        return matter.isObject() && !matter.isEmpty();
    }

    private static String safe(String number) {
        return number.replaceAll("[^A-Za-z0-9-]", "_");
    }
}
