package org.onestophub.operate.channel;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.onestophub.complaint.contract.configuration.ChannelPasswords;
import org.onestophub.complaint.contract.configuration.ConnectionReport;
import org.onestophub.complaint.contract.configuration.SecretFiles;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.platform.probe.ProbeTarget;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Tries a new password at the server before it takes the place of the old one, and the channel afterwards. */
@Component
class NewPasswords implements ChannelPasswords {

    private static final HubLog LOG = HubLog.of("channel");

    private final LoadedSources sources;
    private final ChannelConnections connections;
    private final ChannelStates channels;
    private final SecretFiles files;

    NewPasswords(LoadedSources sources, ChannelConnections connections, ChannelStates channels, SecretFiles files) {
        this.sources = sources;
        this.connections = connections;
        this.channels = channels;
        this.files = files;
    }

    @Override
    public Set<String> channels() {
        Set<String> names = new TreeSet<>();
        channels.all().stream()
                .filter(channel -> sources.passwordSetting(channel.name())
                        .filter(files::has)
                        .isPresent())
                .forEach(channel -> names.add(channel.name()));
        return names;
    }

    @Override
    public Change change(String channel, String password, String by) {
        if (password.isEmpty()
                || password.length() > LONGEST
                || password.chars().anyMatch(Character::isISOControl)) {
            throw new ProblemException(Problem.REQUEST_INVALID, "password");
        }
        String setting = sources.passwordSetting(channel).orElseThrow(NewPasswords::noAccount);
        ProbeTarget.Account account = sources.of(channel)
                .filter(ProbeTarget.Account.class::isInstance)
                .map(ProbeTarget.Account.class::cast)
                .orElseThrow(NewPasswords::noAccount);
        if (!files.has(setting)) {
            throw new ProblemException(Problem.SECRET_FIXED, setting);
        }
        Change made = connections.whileOthersWait(channel, () -> changed(channel, setting, account, password));
        LOG.event(
                made.changed() ? "password-changed" : "password-not-changed",
                LogKey.KEY_NAME,
                by,
                LogKey.CHANNEL,
                channel);
        return made;
    }

    private Change changed(String channel, String setting, ProbeTarget.Account account, String password) {
        String user = account.login().login().user();
        ConnectionReport before = connections.tried(channel, account.with(() -> new ProbeTarget.Login(user, password)));
        if (!isLoggedIn(before)) {
            return new Change(false, before);
        }
        Runnable undo = files.replace(setting, password.getBytes(StandardCharsets.UTF_8));
        boolean isGood = false;
        try {
            ConnectionReport after = connections.tested(channel);
            isGood = isLoggedIn(after);
            return new Change(isGood, after);
        } finally {
            if (!isGood) {
                undo.run();
            }
        }
    }

    /** What a folder lacks is not for the password to make up. */
    private static boolean isLoggedIn(ConnectionReport report) {
        return report.steps().stream()
                .anyMatch(step -> step.name().equals("login") && step.result().equals("ok"));
    }

    private static ProblemException noAccount() {
        return new ProblemException(Problem.NOT_FOUND, "channel");
    }
}
