package org.onestophub.support;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.intake.receive.Intake;
import org.onestophub.pipeline.map.FolderMappings;
import org.onestophub.pipeline.map.MapStep;
import org.onestophub.pipeline.read.mail.MimeReader;
import org.onestophub.pipeline.record.RecordStep;

/** Takes mails from their bytes into the book of cases, by the mapping of this repository. */
public final class MailWalk {

    private static final CodeLists LISTS = new CodeLists(Path.of("mappings/code-lists"));
    private static final MapStep MAP = new MapStep(
            new FolderMappings(Path.of("mappings"), LISTS),
            LISTS,
            new HubProperties(
                    Path.of("."), Path.of("."), ZoneId.of("Asia/Shanghai"), new HubProperties.Institution("", "")));

    private final CaseRig rig;

    /** Mails for that rig. */
    public MailWalk(CaseRig rig) {
        this.rig = rig;
    }

    /** The receipt of a mail, recorded; header lines are separated by {@code |}. */
    public Receipt receive(String headers, String text) {
        Receipt receipt = kept(headers, text);
        rig.get(RecordStep.class).record(List.of(walk(receipt)));
        return receipt;
    }

    /** The receipt of a mail that was not yet looked at. */
    public Receipt kept(String headers, String text) {
        byte[] bytes = (headers.replace("|", "\r\n") + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text)
                .getBytes(StandardCharsets.UTF_8);
        Inbound mail =
                new Inbound(Content.of(bytes), List.of(Digest.sha256(bytes)), Map.of(), Inbound.SameKey.KEEP_BOTH);
        long id = rig.get(Intake.class).keep(mail, "email", "email").receiptId();
        return rig.get(ReceiptBytes.class).receipts(List.of(id)).get(0);
    }

    /** Its walk up to RECORD, without CHECK. */
    public Walk walk(Receipt receipt) {
        return MAP.map(new MimeReader().read(receipt, JsonNodeFactory.instance.objectNode()));
    }
}
