#include "core/report/report_pdf.h"

#include <cairo-pdf.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <iterator>
#include <vector>

namespace hypnodesk {

namespace {

struct Free {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
    void operator()(PangoFontDescription* description) const { pango_font_description_free(description); }
    void operator()(PangoContext* context) const { g_object_unref(context); }
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};
template <typename T>
using Owned = std::unique_ptr<T, Free>;

/// Fonts as the PDF will hold them: unhinted, so that a text is as wide at every resolution, one unit a
/// point.
Owned<PangoContext> makeContext() {
    Owned<PangoContext> context(pango_font_map_create_context(pango_cairo_font_map_get_default()));
    pango_cairo_context_set_resolution(context.get(), 72.0);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context.get(), options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context.get(), FALSE);
    pango_context_set_base_dir(context.get(), PANGO_DIRECTION_LTR);
    return context;
}

/// One line of text, ready to be measured or shown.
Owned<PangoLayout> lineOf(PangoContext* context, std::string_view text, const TextStyle& style) {
    Owned<PangoLayout> layout(pango_layout_new(context));
    Owned<PangoFontDescription> font(pango_font_description_new());
    const std::string families = fmt::format("{},sans-serif", fmt::join(kReportFontFamilies, ","));
    pango_font_description_set_family(font.get(), families.c_str());
    pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
    pango_font_description_set_weight(font.get(), style.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    return layout;
}

double widthOf(PangoLayout* layout) {
    int width = 0;
    pango_layout_get_size(layout, &width, nullptr);
    return static_cast<double>(width) / PANGO_SCALE;
}

class PangoMeasure : public TextMeasure {
public:
    double width(std::string_view text, const TextStyle& style) const override {
        return widthOf(lineOf(m_context.get(), text, style).get());
    }

private:
    Owned<PangoContext> m_context = makeContext();
};

class PdfPainter {
public:
    explicit PdfPainter(cairo_t* cairo) : m_cairo(cairo) {}

    void operator()(const TextMark& mark) {
        const Owned<PangoLayout> layout = lineOf(m_context.get(), mark.text, mark.style);
        const double width = widthOf(layout.get());
        const double shift = mark.align == Align::Left     ? 0.0
                             : mark.align == Align::Centre ? width / 2.0
                                                           : width;
        setColour(mark.style.colour);
        cairo_move_to(m_cairo, mark.x - shift, mark.baseline);
        pango_cairo_show_layout_line(m_cairo, pango_layout_get_line_readonly(layout.get(), 0));
    }

    void operator()(const RectangleMark& mark) {
        setColour(mark.fill);
        cairo_rectangle(m_cairo, mark.x, mark.y, mark.width, mark.height);
        cairo_fill(m_cairo);
    }

    void operator()(const StrokeMark& mark) {
        constexpr double kDash[] = {2.0, 2.0};
        setColour(mark.colour);
        cairo_set_line_width(m_cairo, mark.width);
        cairo_set_dash(m_cairo, kDash, mark.isDashed ? 2 : 0, 0.0);
        for (const std::vector<Point>& line : mark.lines)
            addOutline(line);
        cairo_stroke(m_cairo);
    }

    void operator()(const AreaMark& mark) {
        setColour(mark.fill);
        for (const std::vector<Point>& polygon : mark.polygons) {
            addOutline(polygon);
            cairo_close_path(m_cairo);
        }
        cairo_fill(m_cairo);
    }

    void operator()(const ImageMark& mark) {
        const ReportImage& image = *mark.image;
        const bool isOpaque = isWithoutHoles(image);
        const Owned<cairo_surface_t> surface(cairo_image_surface_create(
            isOpaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32, image.width, image.height));
        unsigned char* data = cairo_image_surface_get_data(surface.get());
        if (!data)
            return; // the painter's status tells it
        copyPremultiplied(
            image, std::span(reinterpret_cast<std::uint32_t*>(data),
                             static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height)));
        cairo_surface_mark_dirty(surface.get());
        cairo_save(m_cairo);
        cairo_translate(m_cairo, mark.x, mark.y);
        cairo_scale(m_cairo, mark.width / image.width, mark.height / image.height);
        cairo_set_source_surface(m_cairo, surface.get(), 0.0, 0.0);
        cairo_paint(m_cairo);
        cairo_restore(m_cairo);
    }

private:
    void setColour(const Colour& colour) {
        cairo_set_source_rgba(m_cairo, colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0,
                              colour.opacity);
    }

    void addOutline(const std::vector<Point>& points) {
        for (std::size_t i = 0; i < points.size(); ++i)
            (i == 0 ? cairo_move_to : cairo_line_to)(m_cairo, points[i].x, points[i].y);
    }

    static bool isWithoutHoles(const ReportImage& image) {
        for (std::size_t i = 3; i < image.pixels.size(); i += 4)
            if (image.pixels[i] != 255)
                return false;
        return true;
    }

    cairo_t* m_cairo;
    Owned<PangoContext> m_context = makeContext();
};

cairo_status_t appendBytes(void* target, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(target)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

bool hasFonts() {
    PangoFontFamily** families = nullptr;
    int count = 0;
    pango_font_map_list_families(pango_cairo_font_map_get_default(), &families, &count);
    g_free(families);
    return count > 0;
}

} // namespace

Result<std::unique_ptr<TextMeasure>> pdfTextMeasure() {
    if (!hasFonts())
        return fail(ErrorCode::DataMissing,
                    "this system has no fonts to write a report with; install the package "
                    "fonts-liberation2 or fonts-dejavu-core");
    return std::make_unique<PangoMeasure>();
}

Result<std::string> toPdf(std::span<const ReportPage> pages, const std::string& title,
                          const std::string& author, const std::string& createdUtc) {
    std::string bytes;
    const Owned<cairo_surface_t> surface(cairo_pdf_surface_create_for_stream(appendBytes, &bytes, 1.0, 1.0));
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_AUTHOR, author.c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "Hypnodesk " HYPNODESK_VERSION);
    if (!createdUtc.empty())
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, createdUtc.c_str());
    const Owned<cairo_t> cairo(cairo_create(surface.get()));
    PdfPainter painter(cairo.get());
    for (const ReportPage& page : pages) {
        cairo_pdf_surface_set_size(surface.get(), page.width, page.height);
        for (const ReportMark& mark : page.marks)
            std::visit([&](const auto& one) { painter(one); }, mark);
        cairo_show_page(cairo.get());
    }
    cairo_surface_finish(surface.get());
    cairo_status_t status = cairo_status(cairo.get());
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(surface.get());
    if (status != CAIRO_STATUS_SUCCESS)
        return fail(ErrorCode::Internal,
                    fmt::format("the PDF cannot be made: {}", cairo_status_to_string(status)));
    return bytes;
}

} // namespace hypnodesk
