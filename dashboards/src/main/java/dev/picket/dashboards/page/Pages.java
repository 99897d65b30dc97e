package dev.picket.dashboards.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.file.Path;

/// The compiled templates.
final class Pages {

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            Path.of("jte-classes"), ContentType.Html, Pages.class.getClassLoader(),
            "dev.picket.dashboards.templates");

    static {
        ENGINE.setTrimControlStructures(true);
    }

    private Pages() {}

    static String render(String template, Object model) {
        StringOutput output = new StringOutput();
        ENGINE.render(template, model, output);
        return output.toString();
    }
}
