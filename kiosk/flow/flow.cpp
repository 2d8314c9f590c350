#include "flow.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "wipe.hpp"

namespace vestibule::kiosk {
using std::chrono::seconds;

Flow::Flow(FlowSettings settings, Line& line, Printer& printer, const Clock& clock, RandomStream& ids, Offline* offline)
    : settings_(std::move(settings)),
      clock_(clock),
      ids_(ids),
      printer_(printer),
      offline_(offline),
      wishes_(line, clock),
      steps_(steps(settings_.languages, settings_.keyboards)),
      last_touch_(clock.steady()),
      stage_since_(clock.steady()) {
  if (offline_) take_up_memory();
  ask_menu();
  show();
}

void Flow::touch(const Touch& touch) {
  last_touch_ = clock_.steady();
  const Choice* choice = offered(touch.choice);
  if (operating()) {
    const bool taken = choice && touch.page == page_.serial && clock_.steady() >= armed_at_;
    if (taken && choice->name == "staff") return call_staff();
    if (taken) touch_operator(choice->name);
    return show();
  }
  // The touch that answers "are you still there?" answers nothing else.
  const bool taken = touch.sure ? !disarmed_ : armed();
  if (touch.page != page_.serial || !taken || page_.leaving_in || !choice) return show();

  const std::string name = choice->name;
  if (name == "staff") return call_staff();
  disarmed_ = true;
  if (turn(name)) return show();
  if (name == "back") return go_back();
  if (name == "again") return leave();
  if (name == "reprint") return ++visit_.reprints, print(), show();
  if (name == "try_again") return try_again();
  if (name == "walk_in") return walk_in();
  answer_question(name);
}

void Flow::answer_question(const std::string& name) {
  const Step* step = current_step();
  const Answer answer = step ? step->answer(visit_, *menu_, name) : Answer::none;
  if (answer == Answer::moves) {
    std::erase(answered_, step);
    answered_.push_back(step);
    if (!current_step()) wish();
  } else if (answer == Answer::stays) {
    disarmed_ = false;  // keys and boxes to tick: the same page waits for the next
  } else if (answer == Answer::returns && !answered_.empty()) {
    answered_.pop_back();
  }
  show();
}

/// A switch of how pages are shown; false if the touch was upon something else.
bool Flow::turn(const std::string& tool) {
  bool* const wish = tool == "manner.contrast"  ? &manner_.contrast
                     : tool == "manner.large"   ? &manner_.large
                     : tool == "manner.lowered" ? &manner_.lowered
                                                : nullptr;
  if (wish) *wish = !*wish;
  return wish != nullptr;
}

void Flow::go_back() {
  stage_ = Stage::asking_patient;
  visit_.typing.clear();
  visit_.typed_wrong = false;
  if (answered_.empty()) return leave();
  forget_last_answer();
  show();
}

void Flow::forget_last_answer() {
  answered_.back()->forget(visit_);
  answered_.pop_back();
}

void Flow::wish() {
  if (visit_.errand == Errand::appointment) return wish_for_check_in();
  if (visit_.errand == Errand::ticket) return wish_for_status(visit_.scanned, visit_.entries[Field::ticket]);
  wish_for_token();
}

void Flow::wish_for_token() {
  stage_ = visit_.urgent() ? Stage::urgent : Stage::asking_host;
  stage_since_ = clock_.steady();
  wanted_ = Wanted::token;
  queue::IssueToken request;
  request.service = *visit_.service;
  request.language = visit_.language;
  if (visit_.urgency) request.priority = visit_.urgency->priority;
  request.needs = visit_.needs;
  request.visitor = visit_.visitor();
  if (visit_.shows_name.value_or(false)) request.shown_name.emplace(initials(visit_.entries[Field::name]));
  visit_.wish = new_id();
  if (visit_.urgent()) alarms_.emplace(visit_.wish, urgent_call());
  if (offline_) request.token = offline_->new_token_id();
  // What they told us in confidence is not written to the kiosk's disk: a number given alone goes without it.
  visit_.asked = request;
  visit_.asked->visitor.reset();
  visit_.asked->shown_name.reset();
  if (alone() && !visit_.urgent()) return give_alone();
  if (offline_) offline_->wished(visit_.wish, *visit_.asked, visit_.urgent());
  wishes_.make(visit_.wish, wire::Verb::do_, "queue.issue_token", encode(request));
}

/// Back to the start; nothing of the visit remains. What an urgent patient asked for is still sent until staff know it.
void Flow::leave() {
  if (operating()) operator_->close();
  if (!visit_.urgent()) wishes_.give_up(visit_.wish);
  wipe(visit_);
  // The page goes on counting; nothing else of it stays.
  const auto [serial, revision] = std::pair{page_.serial, page_.revision};
  wipe(page_);
  page_.serial = serial;
  page_.revision = revision;
  manner_ = settings_.manner;
  answered_.clear();
  paper_ = Paper::none;
  refused_ = false;
  help_ = Help::none;
  stage_ = Stage::asking_patient;
  menu_due_ = clock_.steady();
  tick();
}

void Flow::answered(const std::string& id, const Result<json::value>& answer) {
  if (offline_ && offline_->answered(id, answer)) return show();
  // "Not now" is no answer: the wish stays and is sent again.
  if (!answer && answer.error().code == Code::unavailable) return;
  const auto fate = wishes_.answered(id);
  if (fate == Wishes::Fate::unknown) return;
  const bool unwanted = fate == Wishes::Fate::given_up && answer;
  // On the disk before it is shown: what is settled is not undone by the next start.
  if (offline_ && !unwanted) offline_->settled(id.substr(id.starts_with("x") ? 1 : 0));
  if (id == menu_wish_)
    take_menu(answer);
  else if (id == help_wish_)
    help_ = help_ == Help::none ? help_ : answer ? Help::told : Help::failed;
  else if (id == visit_.wish && fate == Wishes::Fate::wanted)
    take_answer(answer);
  else if (unwanted)
    undo_given_up(id, *answer);
  else if (const auto urgent = alarms_.find(id); urgent != alarms_.end() && !answer)
    alarm(urgent->second);
  alarms_.erase(id);
  show();
}

void Flow::take_menu(const Result<json::value>& answer) {
  menu_wish_.clear();
  menu_due_ = clock_.steady() + settings_.menu_every;
  auto menu = answer.and_then([](const json::value& body) { return decode<queue::Menu>(body); });
  if (!menu) return;
  menu_ = *std::move(menu);
  silent_since_.reset();
  if (offline_) offline_->keep(*menu_);
}

void Flow::take_token(const Result<json::value>& answer) {
  auto token = answer.and_then([](const json::value& body) { return decode<queue::IssuedToken>(body); });
  if (!token) {
    menu_due_ = clock_.steady();
    refused_ = true;
    // An urgent patient has been shown the way already; that page stands whatever the host says, and staff are told without a number.
    if (visit_.urgent()) wanted_ = Wanted::help, refused_ = false, visit_.wish = alarm(urgent_call());
    else stage_ = token.error().code == Code::conflict ? Stage::closed : Stage::failed;
    return;
  }
  give(*token);
}

void Flow::give(const queue::IssuedToken& token) {
  visit_.token = token;
  if (!visit_.urgent()) print();
}

void Flow::print() {
  stage_ = Stage::token;
  stage_since_ = clock_.steady();
  paper_ = Paper::coming;
  printer_.print({visit_.wish, visit_.language, menu_->site, *visit_.token, visit_.alone});
}

void Flow::printed(const std::string& id, bool paper, queue::PrinterState printer) {
  if (id != visit_.wish || paper_ != Paper::coming) return;
  printer_fault_ = printer;
  paper_ = paper ? Paper::printed : Paper::failed;
  stage_since_ = clock_.steady();
  show();
}

void Flow::line(bool up) {
  if (offline_) offline_->line(up);
  if (up) {
    wishes_.again();
    if (menu_wish_.empty()) ask_menu();
  } else if (!silent_since_) {
    silent_since_ = clock_.steady();
  }
  show();
}

void Flow::ask_menu() {
  if (!silent_since_) silent_since_ = clock_.steady();
  menu_wish_ = new_id();
  wishes_.make(menu_wish_, wire::Verb::ask, "queue.menu", encode(queue::MenuAsked{}));
}

void Flow::tick() {
  const Steady now = clock_.steady();
  wishes_.tick();
  if (offline_) offline_->tick();
  if (const auto at = alone_at(); at && now >= *at) give_alone();
  if (alone() && now - *silent_since_ >= settings_.hours_hold && menu_) menu_ = as_known_alone(*std::move(menu_));
  if (menu_wish_.empty() && now >= menu_due_) ask_menu();
  if (const auto end = return_at(); end && now >= *end) return leave();
  show();
}

Steady Flow::due() const {
  const Steady now = clock_.steady();
  Steady due = menu_wish_.empty() ? menu_due_ : now + settings_.menu_every;
  const auto at = [&](Steady moment) {
    if (moment > now) due = std::min(due, moment);
  };
  if (const auto next = wishes_.due()) due = std::min(due, *next);
  if (offline_) due = std::min(due, offline_->due());
  if (operating()) due = std::min(due, now + seconds{1});
  if (const auto granted = alone_at()) due = std::min(due, *granted);
  if (!disarmed_) at(armed_at_);
  if (silent_since_) at(*silent_since_ + settings_.patience);
  if (silent_since_ && offline_) at(*silent_since_ + settings_.alone_after), at(*silent_since_ + settings_.hours_hold);
  if (stage_ == Stage::asking_host) at(stage_since_ + settings_.calm);
  if (help_ == Help::calling) at(help_since_ + settings_.patience);
  if (stage_ == Stage::asking_host || stage_ == Stage::urgent) at(stage_since_ + settings_.patience);
  if (const auto end = return_at()) {
    if (now < *end - settings_.warning)
      at(*end - settings_.warning);
    else if (page_.leaving_in)
      at(*end - std::chrono::ceil<seconds>(*end - now) + seconds{1});
    at(*end);
  }
  return due;
}

bool Flow::armed() const { return !disarmed_ && clock_.steady() >= armed_at_; }

bool Flow::late() const { return clock_.steady() - stage_since_ >= settings_.patience; }

bool Flow::out_of_reach() const { return silent_since_ && clock_.steady() - *silent_since_ >= settings_.patience; }

/// When the page goes back to the start by itself.
std::optional<Steady> Flow::return_at() const {
  if (!somebody_there()) return std::nullopt;
  const bool asking = stage_ == Stage::asking_host || (stage_ == Stage::token && paper_ == Paper::coming);
  if (asking && !late()) return std::nullopt;
  const Steady since = std::max(last_touch_, stage_since_);
  return since + (ticket_taken() ? settings_.token : settings_.idle);
}

std::string Flow::new_id() {
  const auto high = ids_.next();
  const auto low = ids_.next();
  return fmt::format("{:016x}{:016x}", high, low);
}

}  // namespace vestibule::kiosk
