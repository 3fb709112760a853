package org.onestophub.intake.source.mail;

import jakarta.mail.MessagingException;
import java.time.Clock;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.component.bean.BeanProcessor;
import org.apache.camel.component.mail.JavaMailSender;
import org.apache.camel.component.mail.MailConsumer;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.component.mail.MailMessage;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.jspecify.annotations.Nullable;
import org.onestophub.intake.source.FileRetries;
import org.onestophub.intake.source.SourceExceptionHandler;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;

/**
 * Looks at a mailbox in place of Camel's consumer. That one treats a folder that cannot be opened as empty (CAMEL-1263),
 * fetches ENVELOPE and flags of each mail, and takes the same oldest mails in every poll, also those that failed. Here a poll
 * that could not look fails, and mails that wait for another attempt let others pass.
 */
final class MailboxConsumer extends MailConsumer {

    private final MailboxLine line;
    private @Nullable Progress progress;

    /** What is known of the mails of the folder: stored ones, how they are confirmed, and which wait for another attempt. */
    private record Progress(StoredMails mails, MailConfirmer confirmer, FileRetries retries) {}

    MailboxConsumer(MailEndpoint endpoint, Processor processor, JavaMailSender sender) {
        super(endpoint, processor, sender);
        line = new MailboxLine(endpoint.getConfiguration(), sender.getSession());
    }

    @Override
    protected void doStop() throws Exception {
        line.leave();
        line.close();
        super.doStop();
    }

    @Override
    protected int poll() throws Exception {
        shutdownRunningTask = null;
        pendingExchanges = 0;
        MailItemStep step = stepOf(getRoute());
        Progress known = progress;
        if (known == null) {
            known = begun(step);
            progress = known;
        }
        try {
            return look(line.open(), step, known);
        } catch (MessagingException e) {
            line.close();
            throw new ProblemException(MailboxFault.of(e, Problem.MAILBOX_REFUSED), "mailbox");
        } catch (DataAccessException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE, "mailbox");
        } finally {
            line.leave();
        }
    }

    private Progress begun(MailItemStep step) {
        Clock bound = getEndpoint().getCamelContext().getRegistry().findSingleByType(Clock.class);
        Clock clock = bound == null ? Clock.systemUTC() : bound;
        StoredMails mails = new StoredMails(Optional.ofNullable(
                getEndpoint().getCamelContext().getRegistry().findSingleByType(StoredMailTable.class)));
        MailConfirmer confirmer = new MailConfirmer(
                mails,
                clock,
                step.channel(),
                SourceExceptionHandler.lifeIn(getEndpoint().getCamelContext()));
        return new Progress(mails, confirmer, new FileRetries(clock));
    }

    private int look(IMAPFolder folder, MailItemStep step, Progress known) throws Exception {
        forceConsumerAsReady();
        known.mails().enter(line.name(), folder.getUIDValidity());
        NavigableSet<Long> found = ImapCommands.waiting(folder);
        known.confirmer().again(folder, known.mails().stillIn(found), step.keptFolder());
        List<Long> next = found.stream()
                .filter(uid -> !known.mails().contains(uid) && known.retries().isDue(Long.toString(uid)))
                .limit(Math.max(1, getEndpoint().getConfiguration().getFetchSize()))
                .toList();
        int taken = 0;
        for (long uid : next) {
            if (!isBatchAllowed()) {
                break;
            }
            pendingExchanges = next.size() - taken - 1;
            take(folder, uid, known);
            taken++;
        }
        return taken;
    }

    private void take(IMAPFolder folder, long uid, Progress known) throws Exception {
        IMAPMessage message = (IMAPMessage) folder.getMessageByUID(uid);
        if (message == null) {
            // removed by somebody since the search
            return;
        }
        known.retries().begin(Long.toString(uid));
        Exchange exchange = createExchange(true);
        exchange.setIn(new MailMessage(exchange, message, false));
        WaitingMail mail = new WaitingMail(folder, message, uid, factsOf(folder, uid), known.confirmer());
        mail.bindTo(exchange);
        getProcessor().process(exchange);
        if (mail.isStored()) {
            known.retries().succeeded(Long.toString(uid));
        }
        if (!folder.isOpen()) {
            // the mails behind this one have not failed; they are taken over the next connection
            throw new MessagingException("connection lost");
        }
    }

    /** A server that cannot give them for one mail may give its bytes all the same. */
    private static ImapCommands.Facts factsOf(IMAPFolder folder, long uid) throws MessagingException {
        try {
            return ImapCommands.factsOf(folder, uid);
        } catch (MessagingException e) {
            if (!MailboxFault.isRefusal(e)) {
                throw e;
            }
            return new ImapCommands.Facts(-1, null);
        }
    }

    private static MailItemStep stepOf(Route route) {
        for (Processor step : route.filter("*")) {
            if (step instanceof BeanProcessor bean && bean.getBean() instanceof MailItemStep item) {
                return item;
            }
        }
        throw new ProblemException(Problem.ROUTE_INVALID, "mail-item");
    }
}
