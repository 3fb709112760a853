package org.onestophub.loop.register;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.operations.RegisterBook.Proof;
import org.springframework.stereotype.Component;

/** Finds the inputs that prove entries, by what entries say in the column {@code evidence}. */
@Component
public class EntryProofs {

    private final EntryTable table;
    private final String own;

    EntryProofs(EntryTable table, HubProperties hub) {
        this.table = table;
        this.own = hub.institution().uscc();
    }

    /**
     * The proofs that each of these texts names, in its order. A number that no receipt of these institutions has names none.
     *
     * @param texts receipt numbers, or {@code #} and the id of a receipt, with spaces between them
     * @param institutions unified social credit codes of those whose entries say so
     */
    public Map<String, List<Proof>> of(Collection<String> texts, Set<String> institutions) {
        List<String> numbers = texts.stream()
                .flatMap(text -> namesIn(text).stream())
                .filter(name -> !name.startsWith("#"))
                .distinct()
                .toList();
        Map<String, Long> receipts = table.receipts(numbers, institutions, own);
        Map<String, List<Proof>> proofs = new HashMap<>();
        texts.forEach(text -> proofs.put(
                text, namesIn(text).stream().map(name -> proof(name, receipts)).toList()));
        return proofs;
    }

    private static List<String> namesIn(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
    }

    private static Proof proof(String name, Map<String, Long> receipts) {
        Long receipt = name.startsWith("#") ? Long.valueOf(name.substring(1)) : receipts.get(name);
        return new Proof(name, receipt, receipt == null ? null : "/api/ops/v1/receipts/" + receipt + "/raw");
    }
}
