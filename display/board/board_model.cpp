#include "board_model.hpp"

#include <algorithm>

namespace vestibule::board {

namespace {
constexpr Duration flash_half{500};    // light and dark: once a second, slow enough to harm nobody
constexpr Duration flash_time{3000};   // of an ordinary call
constexpr std::size_t most_waiting = 1100;  // calls kept to be shown, as many as the host still tells and some more
constexpr std::size_t most_missing = 200;   // passed over because nobody had them; kept for when they come after all

bool for_the_deaf(const queue::BoardCall& call) { return std::find(call.needs.begin(), call.needs.end(), queue::Need::deaf) != call.needs.end(); }
}  // namespace

BoardModel::BoardModel(ModelOptions options, Memory memory, Steady now)
    : options_(std::move(options)), memory_(std::move(memory)), resumed_(!memory_.epoch.empty()), last_pulse_(now) {
  // It went out in the middle of an announcement: that call is shown and said again.
  if (memory_.spoken) memory_.shown = std::min(memory_.shown, *memory_.spoken);
}

// ---- what comes in

void BoardModel::take_host(const wire::HostState& host, bool retained, Steady now) {
  const bool other_database = host_epoch_ != host.epoch;
  if (!other_database && host.boot < host_boot_) return;  // the will of an earlier start, overtaken
  if (!host.online) return;                               // it may be back in a second; silence makes a screen stale
  host_boot_ = host.boot;
  if (!retained) last_pulse_ = now;
  if (other_database) {
    host_epoch_ = host.epoch;
    if (memory_.epoch != host.epoch) begin_epoch(host.epoch);
    if (auto held = std::exchange(held_, std::nullopt); held && held->epoch == host.epoch) (void)take_state(*held, now);
  }
  advance(now);
}

Result<> BoardModel::take_state(const wire::State& state, Steady now) {
  VESTIBULE_TRY(auto board, decode<queue::Board>(state.body));
  if (board.area != options_.area) return fail(Code::invalid, "a board of area '{}' came to the screen of '{}'", board.area, options_.area);
  if (accepts(state)) apply(state, std::move(board), now);
  return {};
}

bool BoardModel::accepts(const wire::State& state) {
  if (host_epoch_ && state.epoch != *host_epoch_) {
    held_ = state;  // of a database restored or replaced: the host's pulse will say which one counts
    return false;
  }
  if (memory_.epoch != state.epoch) begin_epoch(state.epoch);
  return state.sequence > state_sequence_ || (state.sequence == state_sequence_ && state.at > state_at_);
}

void BoardModel::begin_epoch(const std::string& epoch) {
  memory_ = Memory{epoch, 0, {}, std::nullopt, {}};
  resumed_ = false;
  state_sequence_ = -1;
  waiting_.clear();
  missing_.clear();
  past_.clear();
  now_.clear();
  newly_shown_.clear();
  newly_painted_.clear();
  hole_.reset();
  hole_since_.reset();
  asked_after_.reset();
  fresh_until_.reset();
  speaking_ = false;
  Shown fresh;
  fresh.locked = shown_.locked;  // what staff want of this screen has nothing to do with the database
  fresh.own_message = std::move(shown_.own_message);
  shown_ = std::move(fresh);
}

void BoardModel::apply(const wire::State& state, queue::Board board, Steady now) {
  const bool first = state_sequence_ < 0;
  state_sequence_ = state.sequence;
  state_at_ = state.at;
  std::sort(board.calls.begin(), board.calls.end(), [](const auto& a, const auto& b) { return a.sequence < b.sequence; });
  now_ = std::move(board.now);
  shown_.known = true;
  shown_.area = std::move(board.name);
  shown_.next = std::move(board.next);
  shown_.waiting = board.waiting;
  shown_.open = board.open.value_or(true);
  shown_.services = std::move(board.services);
  shown_.desks = std::move(board.desks);
  const bool was_covered = covered();
  shown_.takeover = std::move(board.takeover);
  uncover(was_covered);
  if (first) take_first(board);
  enqueue(board.calls);
  advance(now);
}

/// The first state after the program's start: what was called before stands there as what it is, not as new.
void BoardModel::take_first(const queue::Board& board) {
  const std::int64_t newest = board.calls.empty() ? 0 : board.calls.back().sequence;
  if (!resumed_) memory_.shown = newest;
  for (const auto& call : board.calls)
    if (call.sequence <= memory_.shown && mine(call)) remember(call);
  if (!resumed_ && !covered()) note_standing();
}

/// A screen without memory cannot know what it has told: those it shows and who are still waited for are told (again).
void BoardModel::note_standing() {
  const auto note = [this](const queue::BoardCall& call) {
    if (!still_awaited(call.call_code)) return;
    newly_painted_.push_back(call.sequence);
    memory_.unacknowledged.push_back(call.sequence);
  };
  for (auto call = past_.rbegin(); call != past_.rend(); ++call) note(*call);
  if (shown_.call) note(*shown_.call);
}

void BoardModel::take_orders(const queue::DeviceOrders& orders, Steady now) {
  const bool was_covered = covered();
  shown_.locked = orders.locked;
  shown_.own_message = orders.message;
  uncover(was_covered);
  advance(now);
}

/// Calls that waited under a takeover or a lock are judged anew: most of them have been answered by word of mouth.
void BoardModel::uncover(bool was_covered) {
  if (!was_covered || covered()) return;
  for (auto& [sequence, waiting] : waiting_) waiting.as_new = waiting.as_new && !too_old(waiting.call);
}

void BoardModel::take_calls(const queue::Calls& calls, Steady now) {
  const auto before = hole();
  enqueue(calls.calls);
  if (hole() == before) question_failed(now);  // the host has nothing to fill it with
  else advance(now);
}

void BoardModel::question_failed(Steady now) {
  if (hole_since_) hole_since_ = now - options_.gap_patience;
  advance(now);
}

void BoardModel::enqueue(const std::vector<queue::BoardCall>& calls) {
  for (const auto& call : calls) {
    if (call.sequence <= memory_.shown && !missing_.contains(call.sequence)) continue;
    const auto waiting = waiting_.emplace(call.sequence, Waiting{call, mine(call) && !too_old(call)}).first;
    if (call.withdrawn.value_or(false)) waiting->second.call.withdrawn = true;  // taken back before its turn came
  }
  while (waiting_.size() > most_waiting) waiting_.erase(waiting_.begin());
}

std::optional<queue::CallsSince> BoardModel::question() {
  const auto after = hole();
  if (!after || asked_after_ == after) return std::nullopt;
  asked_after_ = after;
  return queue::CallsSince{options_.area, *after};
}

// ---- what is shown

/// The call after which the first one is missing.
std::optional<std::int64_t> BoardModel::hole() const {
  std::int64_t reached = memory_.shown;
  for (const auto& [sequence, waiting] : waiting_) {
    if (sequence > reached + 1) return reached;
    reached = std::max(reached, sequence);
  }
  return std::nullopt;
}

/// Patience begins anew with each part of the answer that comes.
void BoardModel::note_hole(Steady now) {
  const auto found = hole();
  if (found != hole_) hole_since_ = found ? std::optional{now} : std::nullopt;
  if (!found) asked_after_.reset();
  hole_ = found;
}

bool BoardModel::next_is_due(Steady now) const {
  if (waiting_.empty() || covered() || speaking_ || (fresh_until_ && now < *fresh_until_)) return false;
  const bool missing_before = waiting_.begin()->first > memory_.shown + 1;
  return !missing_before || (hole_since_ && now - *hole_since_ >= options_.gap_patience);
}

void BoardModel::advance(Steady now) {
  if (fresh_until_ && now >= *fresh_until_) fresh_until_.reset();
  note_hole(now);
  while (next_is_due(now)) {
    show_next(now);
    note_hole(now);
  }
  shown_.stale = now - last_pulse_ >= options_.stale_after;
  flash(now);
  refresh();
}

void BoardModel::show_next(Steady now) {
  const auto node = waiting_.extract(waiting_.begin());
  const auto& [call, as_new] = node.mapped();
  for (std::int64_t passed = memory_.shown + 1; passed < call.sequence && missing_.size() < most_missing; ++passed) missing_.insert(passed);
  missing_.erase(call.sequence);
  memory_.shown = std::max(memory_.shown, call.sequence);
  if (call.withdrawn.value_or(false)) return;  // nobody is to come
  if (mine(call)) remember(call);
  if (!as_new) return;
  newly_shown_.push_back(call.sequence);
  newly_painted_.push_back(call.sequence);
  memory_.unacknowledged.push_back(call.sequence);
  fresh_since_ = now;
  fresh_until_ = now + (for_the_deaf(call) ? std::max(options_.minimum_show, options_.deaf_show) : options_.minimum_show);
}

/// Puts a call in the large panel and the one that stood there among the last.
void BoardModel::remember(queue::BoardCall call) {
  if (shown_.call) past_.insert(past_.begin(), std::move(*shown_.call));
  std::erase_if(past_, [&](const auto& earlier) { return earlier.call_code == call.call_code; });
  if (past_.size() > options_.last_calls) past_.resize(options_.last_calls);
  shown_.call = std::move(call);
}

bool BoardModel::too_old(const queue::BoardCall& call) const {
  return state_at_ - call.at > options_.old_after && !still_awaited(call.call_code);
}

bool BoardModel::still_awaited(const std::string& call_code) const { return std::find(now_.begin(), now_.end(), call_code) != now_.end(); }

/// Light and dark, beginning and ending light.
void BoardModel::flash(Steady now) {
  const bool fresh = shown_.call && (fresh_until_ || speaking_);
  const Duration since = now - fresh_since_, length = fresh && for_the_deaf(*shown_.call) ? options_.deaf_show : flash_time;
  next_flash_.reset();
  shown_.dimmed = fresh && since < length && since / flash_half % 2 == 1;
  if (fresh && since < length) next_flash_ = fresh_since_ + (since / flash_half + 1) * flash_half;
}

void BoardModel::refresh() {
  shown_.fresh = fresh_until_.has_value() || speaking_;
  shown_.waited_for = shown_.call && still_awaited(shown_.call->call_code);
  shown_.last = past_;
  shown_.door.reset();
  for (const auto& desk : shown_.desks)
    if (options_.desk && desk.desk == *options_.desk) shown_.door = desk;
  shown_.last_waited_for.clear();
  for (const auto& call : past_) shown_.last_waited_for.push_back(still_awaited(call.call_code));
}

std::optional<Steady> BoardModel::next_change() const {
  std::optional<Steady> next;
  const auto consider = [&](Steady moment) { next = next ? std::min(*next, moment) : moment; };
  if (fresh_until_) consider(*fresh_until_);
  if (next_flash_) consider(*next_flash_);
  if (hole_since_ && !fresh_until_ && !speaking_ && !covered()) consider(*hole_since_ + options_.gap_patience);
  if (!shown_.stale) consider(last_pulse_ + options_.stale_after);
  return next;
}

// ---- what is answered

std::vector<std::int64_t> BoardModel::newly_shown() { return std::exchange(newly_shown_, {}); }
std::vector<std::int64_t> BoardModel::newly_painted() { return std::exchange(newly_painted_, {}); }

void BoardModel::acknowledged(std::int64_t sequence, queue::Shown shown) {
  std::erase(shown == queue::Shown::painted ? memory_.unacknowledged : memory_.unheard, sequence);
}

// ---- what is heard

void BoardModel::hold() {
  speaking_ = true;
  if (!memory_.spoken) memory_.spoken = memory_.shown - 1;
}

void BoardModel::release(std::int64_t sequence, bool spoken) {
  speaking_ = false;
  memory_.spoken = std::max(memory_.spoken.value_or(0), sequence);
  if (spoken) memory_.unheard.push_back(sequence);
}

}  // namespace vestibule::board
