#include "core/report/report_image.h"

#include "core/base/atomic_file.h"

#include <fmt/format.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <librsvg/rsvg.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <span>

namespace hypnodesk {

namespace {

constexpr std::size_t kLargestLogoBytes = 8u << 20;
constexpr std::int64_t kMostPixels = 40'000'000;
/// 70 mm by 15 mm at 300 dots an inch: what a letterhead shows.
constexpr double kLargestWidth = 830.0;
constexpr double kLargestHeight = 180.0;

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <typename T>
using GPointer = std::unique_ptr<T, Unref>;

struct FreeCairo {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using Surface = std::unique_ptr<cairo_surface_t, FreeCairo>;
using Cairo = std::unique_ptr<cairo_t, FreeCairo>;

/// GLib's message, freed.
std::string takeMessage(GError* error) {
    if (!error)
        return "no reason given";
    std::string message = error->message;
    g_error_free(error);
    return message;
}

double shrinking(double width, double height) {
    return std::min({1.0, kLargestWidth / width, kLargestHeight / height});
}

/// Decodes no more than the header of a picture that is too large.
void limitSize(GdkPixbufLoader* loader, int width, int height, gpointer isTooLarge) {
    if (static_cast<std::int64_t>(width) * height <= kMostPixels)
        return;
    *static_cast<bool*>(isTooLarge) = true;
    gdk_pixbuf_loader_set_size(loader, 0, 0);
}

Result<ReportImage> fromPixbuf(GdkPixbuf* decoded) {
    const double width = gdk_pixbuf_get_width(decoded);
    const double height = gdk_pixbuf_get_height(decoded);
    const double factor = shrinking(width, height);
    const GPointer<GdkPixbuf> scaled(
        gdk_pixbuf_scale_simple(decoded, std::max(1, static_cast<int>(width * factor)),
                                std::max(1, static_cast<int>(height * factor)), GDK_INTERP_BILINEAR));
    const GPointer<GdkPixbuf> rgba(scaled ? gdk_pixbuf_add_alpha(scaled.get(), FALSE, 0, 0, 0) : nullptr);
    if (!rgba)
        return fail(ErrorCode::FormatInvalid, "the picture does not fit into memory");
    ReportImage image{gdk_pixbuf_get_width(rgba.get()), gdk_pixbuf_get_height(rgba.get()), {}};
    const auto rowBytes = static_cast<std::size_t>(image.width) * 4;
    const auto stride = static_cast<std::size_t>(gdk_pixbuf_get_rowstride(rgba.get()));
    const guint8* rows = gdk_pixbuf_read_pixels(rgba.get());
    for (std::size_t y = 0; y < static_cast<std::size_t>(image.height); ++y)
        image.pixels.insert(image.pixels.end(), rows + y * stride, rows + y * stride + rowBytes);
    return image;
}

Result<ReportImage> readPixels(const std::string& bytes, const char* type) {
    const GPointer<GdkPixbufLoader> loader(gdk_pixbuf_loader_new_with_type(type, nullptr));
    if (!loader)
        return fail(ErrorCode::FormatUnsupported, fmt::format("this system cannot read {} pictures", type));
    bool isTooLarge = false;
    g_signal_connect(loader.get(), "size-prepared", G_CALLBACK(limitSize), &isTooLarge);
    GError* error = nullptr;
    const bool isWritten = gdk_pixbuf_loader_write(
        loader.get(), reinterpret_cast<const guchar*>(bytes.data()), bytes.size(), &error);
    const bool isClosed = gdk_pixbuf_loader_close(loader.get(), isWritten ? &error : nullptr);
    const std::string reason = isWritten && isClosed ? std::string() : takeMessage(error);
    if (isTooLarge)
        return fail(ErrorCode::FormatUnsupported, "the picture has more than 40 million pixels");
    if (!reason.empty())
        return fail(ErrorCode::FormatInvalid, reason);
    GdkPixbuf* decoded = gdk_pixbuf_loader_get_pixbuf(loader.get());
    if (!decoded)
        return fail(ErrorCode::FormatInvalid, "the picture is empty");
    const GPointer<GdkPixbuf> upright(gdk_pixbuf_apply_embedded_orientation(decoded));
    return fromPixbuf(upright ? upright.get() : decoded);
}

/// Cairo's premultiplied words as bytes of plain colours.
ReportImage fromSurface(cairo_surface_t* surface) {
    cairo_surface_flush(surface);
    ReportImage image{cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface), {}};
    const unsigned char* data = cairo_image_surface_get_data(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    image.pixels.reserve(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4);
    for (int y = 0; y < image.height; ++y) {
        const auto* row =
            reinterpret_cast<const std::uint32_t*>(data + static_cast<std::ptrdiff_t>(y) * stride);
        for (int x = 0; x < image.width; ++x) {
            const std::uint32_t opacity = row[x] >> 24;
            for (const int shift : {16, 8, 0}) {
                const std::uint32_t part = row[x] >> shift & 0xff;
                image.pixels.push_back(
                    static_cast<std::uint8_t>(opacity == 0 ? 0 : std::min(255u, part * 255 / opacity)));
            }
            image.pixels.push_back(static_cast<std::uint8_t>(opacity));
        }
    }
    return image;
}

Result<ReportImage> readDrawing(const std::string& bytes) {
    GError* error = nullptr;
    // Without a base file librsvg follows no reference out of the drawing.
    const GPointer<RsvgHandle> drawing(
        rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(bytes.data()), bytes.size(), &error));
    if (!drawing)
        return fail(ErrorCode::FormatInvalid, takeMessage(error));
    gdouble width = 0.0, height = 0.0;
    if (!rsvg_handle_get_intrinsic_size_in_pixels(drawing.get(), &width, &height)) {
        gboolean hasWidth = FALSE, hasHeight = FALSE, hasBox = FALSE;
        RsvgLength ignored;
        RsvgRectangle box{};
        rsvg_handle_get_intrinsic_dimensions(drawing.get(), &hasWidth, &ignored, &hasHeight, &ignored,
                                             &hasBox, &box);
        width = hasBox ? box.width : kLargestWidth;
        height = hasBox ? box.height : kLargestHeight;
    }
    if (!(width > 0.0 && height > 0.0 && std::isfinite(width) && std::isfinite(height)))
        return fail(ErrorCode::FormatInvalid, "the drawing has no size");
    const double factor = std::min(kLargestWidth / width, kLargestHeight / height);
    const int columns = std::max(1, static_cast<int>(width * factor));
    const int rows = std::max(1, static_cast<int>(height * factor));
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, columns, rows));
    const Cairo cairo(cairo_create(surface.get()));
    const RsvgRectangle viewport{0.0, 0.0, static_cast<double>(columns), static_cast<double>(rows)};
    if (!rsvg_handle_render_document(drawing.get(), cairo.get(), &viewport, &error))
        return fail(ErrorCode::FormatInvalid, takeMessage(error));
    return fromSurface(surface.get());
}

bool looksLikeSvg(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, 4096);
    return head.find("<svg") != std::string_view::npos || head.find(":svg") != std::string_view::npos;
}

cairo_status_t appendBytes(void* target, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(target)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

} // namespace

Result<ReportImage> readLogo(const std::filesystem::path& path) {
    const auto bytes = readTextFile(path, kLargestLogoBytes);
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    Result<ReportImage> image =
        fail(ErrorCode::FormatUnknown, "neither a PNG nor a JPEG picture nor an SVG drawing");
    if (bytes->starts_with("\x89PNG\r\n\x1a\n"))
        image = readPixels(*bytes, "png");
    else if (bytes->starts_with("\xff\xd8\xff"))
        image = readPixels(*bytes, "jpeg");
    else if (looksLikeSvg(*bytes))
        image = readDrawing(*bytes);
    if (!image)
        return failAt(path.string(), image.error());
    return image;
}

Result<std::string> toPng(const ReportImage& image) {
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, image.width, image.height));
    unsigned char* data = cairo_image_surface_get_data(surface.get());
    if (!data)
        return fail(ErrorCode::Internal, "a picture of the report does not fit into memory");
    copyPremultiplied(
        image, std::span(reinterpret_cast<std::uint32_t*>(data),
                         static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height)));
    cairo_surface_mark_dirty(surface.get());
    std::string png;
    if (cairo_surface_write_to_png_stream(surface.get(), appendBytes, &png) != CAIRO_STATUS_SUCCESS)
        return fail(ErrorCode::Internal, "a picture of the report cannot be written as PNG");
    return png;
}

void copyPremultiplied(const ReportImage& image, std::span<std::uint32_t> out) {
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::uint8_t* pixel = image.pixels.data() + i * 4;
        const std::uint32_t opacity = pixel[3];
        const auto part = [&](int colour) { return pixel[colour] * opacity / 255; };
        out[i] = opacity << 24 | part(0) << 16 | part(1) << 8 | part(2);
    }
}

} // namespace hypnodesk
