package org.onestophub.intake.receive.letter;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Handler;
import org.onestophub.complaint.Answer;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.complaint.walk.Outcome;
import org.onestophub.complaint.walk.WalkMeters;
import org.onestophub.complaint.walk.WorkSignal;
import org.onestophub.intake.receive.Intake;
import org.onestophub.intake.receive.ReceiveProperties;
import org.onestophub.intake.receive.letter.LetterBundle.Leaf;
import org.onestophub.intake.receive.letter.LetterRule.Kind;
import org.onestophub.intake.receive.letter.LetterRule.Place;
import org.onestophub.intake.receive.letter.OpenLetter.Sheet;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.platform.store.HubHome;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings files that are pages of one letter together. Each file was accepted by itself and is a receipt; a letter first
 * is closed (which receipts it has is written down and never changes), then its bundle is kept as an input of its own,
 * then its files end. A crash after any of the three leads to the same bundle under the same key, so nothing is lost and
 * nothing is doubled.
 */
@Component("letterPages")
public class LetterPagesStep {

    private static final HubLog LOG = HubLog.of("receive");

    private final LetterTable letters;
    private final ReceiptBytes receipts;
    private final Intake intake;
    private final Mappings mappings;
    private final TransactionTemplate transaction;
    private final WorkSignal signal;
    private final WalkMeters meters;
    private final Clock clock;
    private final ReceiveProperties properties;
    private final Path spool;
    private final FilesHeardSince heardSince;

    LetterPagesStep(
            LetterTable letters,
            ReceiptBytes receipts,
            Intake intake,
            Mappings mappings,
            TransactionTemplate transaction,
            WorkSignal signal,
            WalkMeters meters,
            Clock clock,
            ReceiveProperties properties,
            FilesHeardSince heardSince,
            HubHome home) {
        this.letters = letters;
        this.receipts = receipts;
        this.intake = intake;
        this.mappings = mappings;
        this.transaction = transaction;
        this.signal = signal;
        this.meters = meters;
        this.clock = clock;
        this.properties = properties;
        this.heardSince = heardSince;
        this.spool = home.folder().resolve("spool");
        clear(spool);
    }

    /** Deletes bundles that a killed hub has left half made; they are made again. */
    private static void clear(Path spool) {
        try {
            Files.createDirectories(spool);
            try (DirectoryStream<Path> left = Files.newDirectoryStream(spool, "letter*.tmp")) {
                for (Path file : left) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new ProblemException(Problem.SETTING_INVALID, "hub.home");
        }
    }

    /**
     * Looks at one file of the lane {@code pages}: it goes on as a letter of its own, waits for others, or is bundled.
     * @throws ProblemException RD-112 for a sidecar without a page, RC-102 if its letter is larger than an input may be,
     *     RD-201, RC-3xx if the bundle cannot be kept now
     */
    @Handler
    public void gather(Receipt receipt) {
        LetterRule rule = LetterRule.of(mappings.named(receipt.mapping()).profile());
        Optional<Place> place = receipt.transport().containsKey(Inbound.LETTER_OF)
                ? Optional.empty()
                : rule.placeOf(receipt.transport().getOrDefault("fileName", ""));
        if (place.isEmpty()) {
            passOn(receipt.id());
            return;
        }
        String account = receipt.transport().getOrDefault("account", "");
        String sent = receipt.channel() + "\n" + account + "\n" + place.get().series();
        // pages of two institutions are never one letter
        String series = receipt.institution().isEmpty() ? sent : receipt.institution() + "\n" + sent;
        Look look = transaction.execute(status -> look(receipt, series, place.get(), rule));
        while (look.letter() != 0) {
            bundle(look, place.get().series(), receipt);
            // a letter that ended before this file is not this file's
            look = look.isOfTheFile()
                    ? Look.DONE
                    : transaction.execute(status -> look(receipt, series, place.get(), rule));
        }
        if (look.isAlone()) {
            throw new ProblemException(Problem.SIDECAR_ALONE, "fileName");
        }
    }

    /**
     * What a look at a series found.
     *
     * @param letter the closed letter to bundle; 0 if there is none
     * @param isOfTheFile the letter is the one the file belongs to
     * @param isAlone no page came for the sidecar
     */
    private record Look(long letter, boolean isOfTheFile, boolean isAlone) {
        static final Look DONE = new Look(0, true, false);
        static final Look ALONE = new Look(0, true, true);
    }

    private Look look(Receipt receipt, String series, Place place, LetterRule rule) {
        letters.lock(series);
        letters.note(receipt, series, place);
        Optional<Long> closedBefore = letters.letterOf(receipt.id());
        if (closedBefore.isPresent()) {
            return new Look(closedBefore.get(), true, false);
        }
        OpenLetter.Next next = letters.open(series).next(rule, mostBytes(), heardSince.at(), clock.instant());
        if (next.close().isEmpty()) {
            Instant again = next.lookAgainAt();
            if (again == null) {
                return endAlone(receipt, place);
            }
            letters.lookAgain(receipt.id(), again);
            return Look.DONE;
        }
        letters.close(next.close());
        return new Look(next.close().get(0), next.close().contains(receipt.id()), false);
    }

    private Look endAlone(Receipt receipt, Place place) {
        letters.forget(receipt.id());
        if (place.kind() == Kind.SIDECAR) {
            return Look.ALONE;
        }
        letters.count(receipt.id(), place.kind(), clock.instant());
        return Look.DONE;
    }

    /** Leaves room for what the bundle adds around the files. */
    private long mostBytes() {
        return properties.maxSize().toBytes() / 16 * 15;
    }

    private void bundle(Look look, String name, Receipt receipt) {
        try {
            bundle(look.letter(), name, receipt);
        } catch (ProblemException e) {
            if (look.isOfTheFile() || e.problem().isPassing()) {
                throw e;
            }
            // a fault of another letter is reported for its own files, each of which is still to be looked at
            LOG.warn(
                    "letter-waits",
                    LogKey.CHANNEL,
                    receipt.channel(),
                    LogKey.RECEIPT_ID,
                    look.letter(),
                    LogKey.CODE,
                    e.problem().code());
        }
    }

    private void bundle(long letter, String name, Receipt receipt) {
        List<Sheet> sheets = letters.closed(letter);
        List<Leaf> leaves = LetterBundle.ordered(
                sheets, receipts.receipts(sheets.stream().map(Sheet::receiptId).toList()));
        if (leaves.size() == 1) {
            end(letter, leaves.get(0).receipt().id(), receipt.channel());
            passOn(leaves.get(0).receipt().id());
            return;
        }
        if (LetterBundle.sizeOf(leaves) > properties.maxSize().toBytes()) {
            // a refused bundle would go unnoticed; its files are held with their bytes, and may be replayed
            throw new ProblemException(Problem.TOO_LARGE, "letter");
        }
        Answer answer = keep(leaves, name, receipt);
        if (answer.kind() == Answer.Kind.UNAVAILABLE || answer.kind() == Answer.Kind.REFUSED) {
            throw new ProblemException(answer.reason(), answer.field());
        }
        end(letter, answer.receiptId(), receipt.channel());
        LOG.event(
                "letter-bundled",
                LogKey.CHANNEL,
                receipt.channel(),
                LogKey.RECEIPT_ID,
                answer.receiptId(),
                LogKey.COUNT,
                leaves.size());
    }

    private Answer keep(List<Leaf> leaves, String name, Receipt receipt) {
        try {
            Files.createDirectories(spool);
            Path file = Files.createTempFile(spool, "letter", null);
            try {
                return intake.keepMarked(
                        LetterBundle.inbound(leaves, name, file), receipt.channel(), receipt.mapping());
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE, "letter");
        }
    }

    private void end(long letter, long became, String channel) {
        Instant now = clock.instant();
        int ended = transaction.execute(status -> letters.ended(letter, became, now));
        meters.ended(channel, Outcome.COUNTED, ended);
    }

    private void passOn(long receiptId) {
        transaction.executeWithoutResult(status -> letters.passOn(receiptId, clock.instant()));
        signal.wake(Lane.walkedFrom(Lane.PAGES.word()));
    }
}
