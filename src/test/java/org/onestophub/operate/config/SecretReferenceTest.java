package org.onestophub.operate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;

/** A secret is what its file says, whatever else its characters may mean. */
class SecretReferenceTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "pa${x}word",
                "${user.home}",
                "a${b",
                "}${",
                "${a}${b",
                "$ {c} }",
                "${d:e}",
                "#{1+1}",
                "\\n",
                "密码",
                "a\nb"
            })
    void secretArrivesAsItsFileSaysIt(String secret) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), secret + "\n");
        StandardEnvironment environment = new StandardEnvironment();
        AppliedSettings.addTo(environment.getPropertySources(), Map.of("hub.some.password", "file:" + file));

        assertThat(environment.getProperty("hub.some.password")).isEqualTo(secret);
        assertThat(Binder.get(environment)
                        .bind("hub.some.password", String.class)
                        .get())
                .isEqualTo(secret);
    }
}
