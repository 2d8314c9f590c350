#include "memory.hpp"

#include <vestibule/trial.hpp>

#include <fmt/format.h>

#include <algorithm>

#include "journal.hpp"
#include "private_code.hpp"

namespace vestibule::kiosk {
namespace {

constexpr const char* file = "journal";
constexpr std::size_t most_boots = 100, most_bytes = 256 * 1024;

/// Numbers that no kiosk comes to in its life, and that can be reckoned with. A record whose checksum is good may still be none of ours.
bool believable(std::int64_t number, std::int64_t most = 1'000'000'000) { return number >= 0 && number <= most; }

bool believable(const Base& base) {
  return believable(base.counter) && believable(base.sequence) && believable(base.previous) && believable(base.garbled);
}

bool believable(const Given& given) {
  constexpr std::int64_t longest = 1'000'000'000'000'000;  // milliseconds: 31,000 years
  const auto& token = given.token;
  return believable(token.counter) && believable(token.sequence) && believable(token.previous) && believable(given.wall, longest) &&
         believable(given.steady, longest);
}

bool believable(const Entry& entry) { return (!entry.base || believable(*entry.base)) && (!entry.given || believable(*entry.given)); }

template <class Part>
Entry entry_of(std::optional<Part> Entry::*part, Part value) {
  Entry entry;
  entry.*part = std::move(value);
  return entry;
}

}  // namespace

Memory::Memory(Disk& disk, const Clock& clock, RandomStream& chance) : disk_(disk), clock_(clock), chance_(chance) {
  const auto bytes = disk_.read(file);
  if (bytes) {
    const Reading reading = read_journal(*bytes);
    int unread = 0;
    for (const auto& text : reading.records) {
      const auto entry = decode_text<Entry>(text);
      if (entry && believable(*entry)) take(*entry);
      else ++unread;
    }
    torn_ = reading.torn;
    if (torn_) VESTIBULE_RARE("kiosk_journal_torn");
    const int lost = reading.garbled + unread;
    if (lost) works_ = disk_.replace("journal.garbled", *bytes).has_value();
    base_.garbled += lost;
    base_.previous += lost;  // and not what a torn end left out before: that was never given, and is not missing
    // Each bad stretch may have held a number that somebody has: it is left out, never given again.
    base_.counter += lost + (torn_ ? 1 : 0);
    base_.sequence += lost + (torn_ ? 1 : 0);
  } else if (bytes.error().code != Code::not_found) {
    works_ = false;
  }
  if (base_.incarnation.empty()) base_.incarnation = new_id();
  boot_ = new_id();
  base_.boots.push_back(boot_);
  // The first is the one the host has certainly met: it stays.
  if (base_.boots.size() > most_boots) base_.boots.erase(base_.boots.begin() + 1);
  if (works_) (void)keep(disk_.replace(file, compact()));
}

void Memory::take(const Entry& entry) {
  if (entry.base) base_ = *entry.base;
  if (entry.wished) wishes_[entry.wished->id] = *entry.wished;
  if (entry.settled) wishes_.erase(*entry.settled);
  if (entry.brought) std::erase_if(given_, [&](const Given& given) { return given.id == *entry.brought; });
  if (!entry.given) return;
  wishes_.erase(entry.given->wish);
  const auto known = std::find_if(given_.begin(), given_.end(), [&](const Given& given) { return given.id == entry.given->id; });
  if (known != given_.end()) {
    *known = *entry.given;
    return;
  }
  base_.counter = entry.given->token.counter;
  base_.sequence = base_.previous = entry.given->token.sequence;
  given_.push_back(*entry.given);
}

/// All that still matters, as a journal.
std::string Memory::compact() const {
  std::string bytes;
  for (const Given& given : given_) bytes += framed(encode_text(entry_of(&Entry::given, given)));
  for (const auto& [id, wish] : wishes_) bytes += framed(encode_text(entry_of(&Entry::wished, wish)));
  // Last, because the ones before set the counter, too.
  bytes += framed(encode_text(entry_of(&Entry::base, base_)));
  return bytes;
}

Result<> Memory::keep(Result<> result) {
  if (!result) works_ = false;
  return result;
}

/// Durable first, then believed.
Result<> Memory::write(const Entry& entry) {
  if (!works_) return fail(Code::unavailable, "the kiosk's disk has refused before");
  const std::string bytes = framed(encode_text(entry));
  VESTIBULE_CHECK(keep(disk_.append(file, bytes)));
  take(entry);
  written_ += bytes.size();
  if (written_ < most_bytes) return {};
  written_ = 0;
  return keep(disk_.replace(file, compact()));
}

void Memory::note(const Entry& entry) {
  if (!write(entry)) take(entry);
}

std::string Memory::new_id() {
  const auto high = chance_.next();
  const auto low = chance_.next();
  return fmt::format("{:016x}{:016x}", high, low);
}

/// As the host makes them: 13 characters without those that are easily confused.
queue::TokenId Memory::new_token_id() {
  constexpr std::string_view digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::uint64_t bits = chance_.next();
  std::string text(13, '0');
  for (char& c : text) {
    c = digits[bits & 31];
    bits >>= 5;
  }
  return queue::TokenId{std::move(text)};
}

Result<> Memory::wished(const Wished& wish) { return write(entry_of(&Entry::wished, wish)); }

void Memory::settled(const std::string& wish) {
  if (wishes_.count(wish)) note(entry_of(&Entry::settled, wish));
}

Result<Given> Memory::give(const queue::IssueToken& asked, const queue::MenuService& service, const std::string& wish) {
  if (!able()) return fail(Code::unavailable, "this kiosk cannot give numbers on its own");
  Given given;
  given.id = new_id();
  given.wish = wish;
  given.token.asked = asked;
  given.token.counter = base_.counter + 1;
  given.token.number = fmt::format("{}{}-{:03}", service.letter, base_.mark, given.token.counter);
  given.token.incarnation = base_.incarnation;
  given.token.sequence = base_.sequence + 1;
  given.token.previous = base_.previous;
  // The series' own beginning is part of the secret: tomorrow's first code is not today's.
  if (service.private_codes.value_or(false))
    given.token.call_code = private_code(base_.mark, fmt::format("{}/{}", base_.incarnation, given.token.sequence - given.token.counter), given.token.counter);
  given.wall = to_millis(clock_.wall());
  given.steady = clock_.steady().time_since_epoch().count();
  given.boot = boot_;
  if (VESTIBULE_PLANTED("given_with_another_id")) given.token.asked.token = new_token_id();
  if (VESTIBULE_PLANTED("given_before_it_is_kept")) return take(entry_of(&Entry::given, given)), given;
  VESTIBULE_CHECK(write(entry_of(&Entry::given, given)));
  VESTIBULE_RARE("given_alone");
  return given;
}

Given Memory::about_to_send_first() {
  Given given = given_.front();
  if (given.sent) return given;
  // Within one start the steady clock knows; after a power cut only the wall does.
  const std::int64_t now = to_millis(clock_.wall());
  const std::int64_t age = given.boot == boot_ ? clock_.steady().time_since_epoch().count() - given.steady : std::max<std::int64_t>(0, now - given.wall);
  given.token.issued_at = from_millis(now - age);
  given.token.seconds_ago = static_cast<int>(std::min<std::int64_t>(age / 1000, 7 * 24 * 3600));
  given.sent = true;
  note(entry_of(&Entry::given, given));
  return given;
}

void Memory::brought_first() { note(entry_of(&Entry::brought, given_.front().id)); }

void Memory::refused_first() {
  Base base = base_;
  ++base.garbled;
  note(entry_of(&Entry::base, std::move(base)));
  brought_first();
}

void Memory::hear(const queue::KioskWord& word, bool clean) {
  Base base = base_;
  base.fenced = word.standing == queue::Standing::fenced;
  if (word.standing == queue::Standing::admitted) {
    base.mark = word.mark;
    base.boots = {boot_};
    // The house had all that was given when it counted the day's numbers of this mark, and nothing has been given since. An answer
    // to a report made while something waited may be older than the bringing of it.
    if (clean && given_.empty() && word.sequence == base.sequence) base.counter = word.next - 1;
  }
  if (encode(base) != encode(base_)) (void)write(entry_of(&Entry::base, base));
}

}  // namespace vestibule::kiosk
