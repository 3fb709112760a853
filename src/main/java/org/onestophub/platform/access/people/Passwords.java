package org.onestophub.platform.access.people;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Spring's delegating encoder: each hash names its algorithm, so a better one can take over. Few at a
 * time: a hash is expensive by design, and a flood of logins must not take the processors from the intake.
 */
@Component
class Passwords {

    /** Fewest characters of a password that a person chooses. */
    static final int MIN_LENGTH = 12;
    /** bcrypt looks at no more bytes. */
    static final int MAX_BYTES = 72;

    private static final int AT_ONE_TIME = 2;
    private static final long WAIT_SECONDS = 5;
    private static final int GENERATED_LENGTH = 20;
    /** Without characters that look like another. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    private final PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
    private final Semaphore places = new Semaphore(AT_ONE_TIME, true);
    private final SecureRandom random = new SecureRandom();
    /** Compared where there is no account, so that the time of the answer does not show that. */
    private final String nobody = encoder.encode(generated());

    /** A random password of about 99 bits. */
    String generated() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GENERATED_LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    String hash(String password) {
        enter();
        try {
            return encoder.encode(password);
        } finally {
            places.release();
        }
    }

    boolean matches(String password, String hash) {
        enter();
        try {
            return isStorable(password) && encoder.matches(password, hash);
        } finally {
            places.release();
        }
    }

    /** Takes as long as {@link #matches}, and never does. */
    void matchNobody(String password) {
        matches(password, nobody);
    }

    /** True if a person may have that password: long enough, storable, and not about their name. */
    static boolean isStrong(String password, String name) {
        return password.codePointCount(0, password.length()) >= MIN_LENGTH
                && isStorable(password)
                && password.codePoints().distinct().count() >= MIN_LENGTH / 2
                && !password.toLowerCase(Locale.ROOT).contains(name);
    }

    private static boolean isStorable(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    private void enter() {
        try {
            if (places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(Problem.WORK_BUSY);
    }
}
