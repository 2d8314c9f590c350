#include "file_printer.hpp"

#include <fstream>
#include <vestibule/ui/picture.hpp>

#include "escpos.hpp"

namespace vestibule::kiosk {
namespace fs = std::filesystem;
namespace {

/// A reader sees the whole file or none.
Result<> put_in_place(const fs::path& part, const fs::path& file) {
  std::error_code error;
  fs::rename(part, file, error);
  if (error) return fail(Code::unavailable, "cannot write {}: {}", file.string(), error.message());
  return {};
}

Result<> save_bytes(const std::string& bytes, const fs::path& file) {
  const fs::path part = file.string() + ".part";
  std::ofstream out(part, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) return fail(Code::unavailable, "cannot write {}: is the disk full?", part.string());
  return put_in_place(part, file);
}

/// "2026-11-22T080509-A017": in order of time, and no two alike within a day.
std::string name_of(const queue::IssuedToken& token) {
  std::string name = to_iso(token.issued_at).substr(0, 19) + "-" + token.number;
  std::erase_if(name, [](char c) { return c == ':' || c == '/'; });
  return name;
}

}  // namespace

Result<> save_png(const Raster& raster, const fs::path& file) {
  std::vector<ui::Colour> pixels;
  pixels.reserve(static_cast<std::size_t>(raster.width()) * static_cast<std::size_t>(raster.height()));
  for (int y = 0; y < raster.height(); ++y)
    for (int x = 0; x < raster.width(); ++x)
      pixels.push_back(raster.black(x, y) ? ui::Colour{0, 0, 0} : ui::Colour{255, 255, 255});
  const fs::path part = file.string() + ".part";
  VESTIBULE_CHECK(ui::Picture::from({raster.width(), raster.height()}, pixels).save_png(part));
  return put_in_place(part, file);
}

FilePrinter::FilePrinter(fs::path folder, TicketSettings settings, const Languages& languages, ui::Fonts& fonts, Done done)
    : folder_(std::move(folder)), settings_(std::move(settings)), languages_(languages), fonts_(fonts), done_(std::move(done)) {}

void FilePrinter::print(const PrintJob& job) { done_(job.id, write(job)); }

Result<> FilePrinter::write(const PrintJob& job) const {
  std::error_code error;
  fs::create_directories(folder_, error);
  const Raster ticket = draw_ticket(job, settings_, languages_, fonts_);
  const fs::path file = folder_ / name_of(job.token);
  VESTIBULE_CHECK(save_png(ticket, file.string() + ".png"));
  return save_bytes(escpos(ticket), file.string() + ".escpos");
}

}  // namespace vestibule::kiosk
