#include "witness.hpp"

namespace vestibule::kiosk {
namespace fs = std::filesystem;

TargetsFile targets_of(const Page& page, const std::vector<PageScreen::Place>& places) {
  TargetsFile file{boost::describe::enum_to_string(page.kind, "?"),
                   page.serial,
                   page.language,
                   page.ready,
                   page.leaving_in.has_value(),
                   {},
                   {}};
  if (page.token) file.number = page.token->number;
  for (const auto& [name, area] : places) file.targets.push_back({name, area.x, area.y, area.width, area.height});
  return file;
}

Witness::Witness(WitnessFiles files, const Clock& clock, Log& log) : files_(std::move(files)), clock_(clock), log_(log) {
  std::error_code error;
  if (!files_.screenshots.empty()) fs::create_directories(files_.screenshots, error);
  if (!files_.record.empty()) record_.open(files_.record, std::ios::trunc);
}

void Witness::seen(const Page& page, const PageScreen& screen, const ui::Canvas& canvas) {
  if (!files_.targets.empty()) write_targets(page, screen.targets());
  if (!files_.screenshots.empty() && !page.leaving_in) take_picture(page, canvas);
}

/// The first page of each kind in each language, as it looked in the end: with the ticket printed, with staff told.
void Witness::take_picture(Page page, const ui::Canvas& canvas) {
  if (page.entry && !page.entry->text.empty()) return;
  std::string name = boost::describe::enum_to_string(page.kind, "?");
  if (!page.language.empty()) name += "-" + page.language;
  page.ready = false;
  page.revision = 0;
  const auto known = pictured_.find(name);
  if (known != pictured_.end() && (known->second.serial != page.serial || known->second == page)) return;
  if (const auto saved = canvas.save_png(files_.screenshots / (name + ".png")); !saved) log_.warning("{}", saved.error().message);
  pictured_.insert_or_assign(name, std::move(page));
}

void Witness::touched(const Touch& touch) {
  if (!record_.is_open()) return;
  const Steady now = clock_.steady();
  if (last_touch_) record_ << "wait " << (now - *last_touch_).count() << "ms\n";
  last_touch_ = now;
  // What a patient types is nobody's business: a key is recorded as a finger, without its letter.
  const bool shown = !touch.choice.empty() && !touch.choice.starts_with("key.");
  record_ << (shown ? "tap " + touch.choice : "tap") << std::endl;
}

void Witness::write_targets(const Page& page, const std::vector<PageScreen::Place>& places) {
  std::string text = encode_text(targets_of(page, places));
  if (text == targets_) return;
  const fs::path part = files_.targets.string() + ".part";
  std::ofstream(part) << text << "\n";
  std::error_code error;
  fs::rename(part, files_.targets, error);
  if (error)
    log_.warning("cannot write {}: {}", files_.targets.string(), error.message());
  else
    targets_ = std::move(text);
}

}  // namespace vestibule::kiosk
