package org.onestophub.operate.draft;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of drafts of channels.
 *
 * @param folders folders of this machine, mounted ones too, below which a drafted channel may read; none: {@code inbox} in
 *     {@code hub.home}
 */
@Validated
@ConfigurationProperties("hub.drafts")
public record DraftProperties(@NotNull @DefaultValue List<Path> folders) {}
