package org.onestophub.platform.access.people;

import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.onestophub.complaint.contract.rights.People;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Makes and changes accounts. */
@Component
class PeopleBook implements People {

    private static final HubLog LOG = HubLog.of("console");
    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9._-]{0,38}[a-z0-9])?");
    private static final Pattern USCC = Pattern.compile("[0-9A-Z]{18}");
    private static final int MAX_INSTITUTIONS = 200;

    private final PersonTable table;
    private final Passwords passwords;
    private final Clock clock;

    PeopleBook(PersonTable table, Passwords passwords, Clock clock) {
        this.table = table;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** True for a name that an account can have. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    @Override
    public List<Person> list() {
        return table.list();
    }

    @Override
    public String create(String name, List<String> rights, List<String> institutions, String by) {
        require(isName(name), "name");
        require(
                !rights.isEmpty()
                        && rights.stream().allMatch(word -> Right.of(word).isPresent()),
                "rights");
        require(
                institutions.size() <= MAX_INSTITUTIONS
                        && institutions.stream()
                                .allMatch(code -> USCC.matcher(code).matches()),
                "institutions");
        String password = passwords.generated();
        List<String> once = rights.stream().distinct().sorted().toList();
        if (!table.insert(name, passwords.hash(password), once, institutions, by, clock.instant())) {
            throw new ProblemException(Problem.ACCOUNT_EXISTS, "name");
        }
        LOG.event("account-made", LogKey.KEY_NAME, by);
        return password;
    }

    @Override
    public String newPassword(String name, String by) {
        requireLocal(named(name));
        String password = passwords.generated();
        found(table.reset(name, passwords.hash(password)));
        LOG.event("password-set", LogKey.KEY_NAME, by);
        return password;
    }

    @Override
    public void disable(String name, String by) {
        found(table.disable(name));
        LOG.event("account-disabled", LogKey.KEY_NAME, by);
    }

    @Override
    public void enable(String name, String by) {
        found(table.enable(name));
        LOG.event("account-enabled", LogKey.KEY_NAME, by);
    }

    @Override
    public void endSessions(String name, String by) {
        found(table.endSessions(name));
        LOG.event("sessions-ended", LogKey.KEY_NAME, by);
    }

    @Override
    public void change(String name, String old, String fresh) {
        PersonRow person = named(name);
        requireLocal(person);
        if (!passwords.matches(old, person.password())) {
            throw new ProblemException(Problem.PASSWORD_REFUSED, "old");
        }
        if (fresh.equals(old) || !Passwords.isStrong(fresh, name)) {
            throw new ProblemException(Problem.PASSWORD_REFUSED, "fresh");
        }
        table.change(name, passwords.hash(fresh));
    }

    private PersonRow named(String name) {
        return table.named(name).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "name"));
    }

    private static void requireLocal(PersonRow person) {
        if (!person.isLocal()) {
            throw new ProblemException(Problem.ACCOUNT_OF_DIRECTORY, "name");
        }
    }

    private static void found(boolean isThere) {
        if (!isThere) {
            throw new ProblemException(Problem.NOT_FOUND, "name");
        }
    }

    private static void require(boolean fits, String field) {
        if (!fits) {
            throw new ProblemException(Problem.REQUEST_INVALID, field);
        }
    }
}
