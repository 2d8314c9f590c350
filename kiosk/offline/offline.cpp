#include "offline.hpp"

#include <algorithm>

namespace vestibule::kiosk {
namespace {

using namespace std::chrono_literals;
constexpr Duration word_every = 10s, report_every = 30min;
/// A printer that cannot decide whether its paper ends fills no journal.
constexpr Duration between_reports = 3s;
constexpr const char* menu_file = "menu";
constexpr std::size_t most_seen = 200;

}  // namespace

queue::Menu as_known_alone(queue::Menu menu) {
  for (auto& service : menu.services) {
    service.open = true;
    service.waiting = 0;
    service.wait.reset();
  }
  return menu;
}

Offline::Offline(Disk& disk, Line& line, const Clock& clock, RandomStream& chance, std::string name)
    : disk_(disk), clock_(clock), name_(std::move(name)), memory_(disk, clock, chance), wishes_(line, clock) {
  if (auto text = disk_.read(menu_file)) {
    kept_menu_ = *std::move(text);
    if (auto menu = decode_text<queue::Menu>(kept_menu_)) menu_ = *std::move(menu);
  }
  word_due_ = clock_.steady();
}

/// Written only when something else than counts and hours has changed. Losing it costs nothing but the next start alone.
void Offline::keep(const queue::Menu& menu) {
  queue::Menu known = as_known_alone(menu);
  std::string text = encode_text(known);
  if (text == kept_menu_ || !memory_.works()) return;
  if (!disk_.replace(menu_file, text)) return;
  kept_menu_ = std::move(text);
  menu_ = std::move(known);
}

std::vector<Wished> Offline::left_behind() const {
  std::vector<Wished> wishes;
  for (const auto& [id, wish] : memory_.wishes()) wishes.push_back(wish);
  return wishes;
}

void Offline::wished(const std::string& id, const queue::IssueToken& asked, bool urgent) { (void)memory_.wished({id, asked, urgent}); }

Result<queue::IssuedToken> Offline::give(const queue::IssueToken& asked, const queue::MenuService& service, const std::string& wish) {
  VESTIBULE_TRY(const Given given, memory_.give(asked, service, wish));
  dirty_ = true;
  queue::IssuedToken token;
  token.token = *asked.token;
  token.number = given.token.number;
  token.call_code = given.token.call_code.value_or(given.token.number);
  token.service = service.service;
  token.service_name = service.name;
  token.area_name = service.area_name;
  token.issued_at = from_millis(given.wall);
  return token;
}

void Offline::line(bool up) {
  if (up) dirty_ = true;
  if (up) wishes_.again();
  up_ = up;
  down_ = !up;
  tick();
}

void Offline::tick() {
  const Steady now = clock_.steady();
  wishes_.tick();
  if (report_.empty() && now >= report_at()) report();
  if (word_.empty() && now >= word_due_) ask_word();
  // Not while the line is known to be down: how long ago it was is reckoned when it is first sent. A fenced kiosk brings, too: what
  // it gave is in somebody's hand.
  if (met_ && !down_ && bringing_.empty() && !memory_.given().empty()) send_first();
}

Steady Offline::due() const {
  Steady due = clock_.steady() + word_every;
  if (word_.empty()) due = std::min(due, word_due_);
  if (report_.empty()) due = std::min(due, report_at());
  if (const auto next = wishes_.due()) due = std::min(due, *next);
  return due;
}

Steady Offline::report_at() const {
  if (!reported_) return clock_.steady();
  return *reported_ + (dirty_ ? between_reports : report_every);
}

void Offline::report() {
  const Base& base = memory_.base();
  queue::ReportKiosk report;
  report.incarnation = base.incarnation;
  report.boot = memory_.boot();
  report.before = base.boots;
  std::erase(report.before, memory_.boot());
  report.sequence = base.sequence;
  report.unsynced = static_cast<int>(memory_.given().size());
  report.garbled = base.garbled;
  report.printer = printer_;
  report.reprinted = reprinted_;
  report.faults = faults_;
  dirty_ = false;
  report_clean_ = memory_.given().empty();
  reported_ = clock_.steady();
  report_ = memory_.new_id();
  wishes_.make(report_, wire::Verb::do_, "queue.report_kiosk", encode(report));
}

void Offline::ask_word() {
  word_due_ = clock_.steady() + word_every;
  word_ = memory_.new_id();
  wishes_.make(word_, wire::Verb::ask, "queue.kiosk_word",
               encode(queue::KioskWordAsked{name_, memory_.base().incarnation, memory_.boot()}));
}

void Offline::send_first() {
  const Given given = memory_.about_to_send_first();
  bringing_ = given.id;
  wishes_.make(given.id, wire::Verb::do_, "queue.bring_token", encode(given.token));
}

bool Offline::answered(const std::string& id, const Result<json::value>& answer) {
  if (id.empty()) return false;  // as those here are that nothing was asked by
  if (id == word_) {
    wishes_.answered(id);
    word_.clear();
    take_word(answer);
    return true;
  }
  if (id != report_ && id != bringing_) return false;
  // Only "it is done" or "it can never be" are answers; whatever else, it is sent again.
  const bool final = answer || answer.error().code == Code::invalid || answer.error().code == Code::conflict;
  if (!final) return true;
  wishes_.answered(id);
  if (id == report_) take_report(answer);
  else take_brought(answer);
  tick();
  return true;
}

void Offline::take_report(const Result<json::value>& answer) {
  report_.clear();
  const auto word = answer.and_then([](const json::value& body) { return decode<queue::KioskWord>(body); });
  if (!word) return;
  memory_.hear(*word, report_clean_);
  met_ = true;
  reprinted_.clear();
  take_reprints(*word);
}

/// Only a report's answer admits or fences: this one may be older than our report.
void Offline::take_word(const Result<json::value>& answer) {
  const auto word = answer.and_then([](const json::value& body) { return decode<queue::KioskWord>(body); });
  if (!word || !met_) return;
  const bool admitted = word->standing == queue::Standing::admitted;
  if (admitted == fenced() || word->standing == queue::Standing::unknown) dirty_ = true;
  if (admitted) take_reprints(*word);
  tick();
}

void Offline::take_brought(const Result<json::value>& answer) {
  bringing_.clear();
  // A refusal for good says that the host has this record in another shape: there is nothing to repeat, staff see the gap.
  if (!answer) memory_.refused_first();
  else memory_.brought_first();
  if (memory_.given().empty()) dirty_ = true;
}

void Offline::take_reprints(const queue::KioskWord& word) {
  for (const auto& reprint : word.reprints) {
    if (std::find(reprints_seen_.begin(), reprints_seen_.end(), reprint.id) != reprints_seen_.end()) continue;
    reprints_seen_.push_back(reprint.id);
    if (reprints_seen_.size() > most_seen) reprints_seen_.erase(reprints_seen_.begin());
    if (reprint_) reprint_(reprint);
  }
}

void Offline::reprinted(const std::string& id) {
  reprinted_.push_back(id);
  dirty_ = true;
}

void Offline::printer(const queue::PrinterReport& report) {
  if (!printer_ || printer_->state != report.state) dirty_ = true;
  printer_ = report;
}

void Offline::faults(const std::vector<std::string>& sentences) {
  if (sentences == faults_) return;
  faults_ = sentences;
  dirty_ = true;
}

OfflineState Offline::state() const {
  return {up_, fenced(), able(), static_cast<int>(memory_.given().size()), memory_.base().garbled, memory_.base().mark};
}

std::string Offline::complaint() const {
  if (!memory_.works()) return "the kiosk's own disk does not take what is written: it gives no numbers alone until it is mended and the kiosk started again";
  if (memory_.base().garbled) return "records of the kiosk's journal could not be read; the file as it was lies beside it as journal.garbled";
  return memory_.torn() ? "the power went while the journal was written; nothing is lost" : "";
}

}  // namespace vestibule::kiosk
