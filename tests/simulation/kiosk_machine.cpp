#include "kiosk_machine.hpp"

#include <algorithm>

namespace vestibule::simulation {

using namespace vestibule::kiosk;

namespace {

/// A printer that never fails: what is asked here is who has which number.
struct Paper : Printer {
  void print(const PrintJob& job) override { jobs.push_back(job); }
  std::vector<PrintJob> jobs;
};

/// The kiosk's line, and which of its requests are commands.
struct WatchedLine final : Line {
  WatchedLine(wire::Bus& bus, Timers& timers, const std::string& name) : line(bus, timers, name) {}
  void send(wire::Verb verb, std::string_view command, const std::string& id, const json::value& body) override {
    if (verb == wire::Verb::do_) commands[id] = command;
    line.send(verb, command, id, body);
  }
  void forget(const std::string& id) override { line.forget(id); }
  HostLine line;
  std::map<std::string, std::string> commands;
};

/// What a patient may touch: an answer, mostly one that leads to a number; where something is to be typed or read, the way out.
std::vector<std::string> wanted(const Page& page) {
  std::vector<std::string> answers, services, ways_out;
  for (const auto& choice : page.choices) {
    answers.push_back(choice.name);
    if (choice.name.starts_with("service.")) services.push_back(choice.name);
  }
  for (const auto& action : page.actions)
    if (action.name != "reprint") ways_out.push_back(action.name);
  switch (page.kind) {
    case PageKind::entry:
    case PageKind::scan:
    case PageKind::status:
    case PageKind::notice: return ways_out;
    case PageKind::token:
    case PageKind::closed:
    case PageKind::failed:
    case PageKind::urgent: answers.insert(answers.end(), ways_out.begin(), ways_out.end()); return answers;
    default: break;
  }
  // Eleven of twelve want a service; the others touch whatever there is.
  return services.empty() || page.revision % 12 == 0 ? answers : services;
}

}  // namespace

struct KioskMachine::Running {
  explicit Running(KioskMachine& of)
      : bus(of.around_.broker.attach(of.name_)), line(*bus, of.around_.loop, of.name_), offline(of.disk_, line, of.around_.clock, of.ids_, of.name_),
        flow({.languages = {"en", "ar"}, .menu_every = of.around_.menu_every}, line, paper, of.around_.clock, of.ids_, &offline) {}
  std::unique_ptr<wire::Bus> bus;
  WatchedLine line;
  Paper paper;
  Offline offline;
  Flow flow;
};

KioskMachine::KioskMachine(Surroundings around, std::string name, bool lying_disk)
    : around_(around), name_(std::move(name)), chance_(around_.random.stream("lonely." + name_)), ids_(around_.random.stream("ids." + name_)) {
  disk_.lies = lying_disk;
  disk_.cut_before_done = [this] { return powered_ && cut_one_in_ && chance_.below(cut_one_in_) == 0; };
  disk_.cut_after_done = [this] { return powered_ && cut_one_in_ && chance_.below(cut_one_in_) == 0; };
  disk_.what_stays = [this](const std::string& bytes) { return left_of(bytes); };
  switch_on();
}

KioskMachine::~KioskMachine() = default;

std::size_t KioskMachine::pending() const { return running_ ? running_->line.line.pending() : 0; }

std::size_t KioskMachine::bytes_on_disk() const {
  std::size_t sum = 0;
  for (const auto& [name, bytes] : disk_.files) sum += bytes.size();
  return sum;
}

void KioskMachine::switch_off() {
  if (!powered_) return;
  ++power_cuts;
  powered_ = false;
  tick_.stop();
  disk_.lose_power();
  // It may be this very program that is under way: it goes in the loop's next turn.
  around_.loop.post([dead = std::shared_ptr<Running>(std::move(running_))] {});
  on_again_ = around_.loop.after(std::chrono::seconds{chance_.below(180)}, [this] { switch_on(); });
}

void KioskMachine::switch_on() {
  on_again_.stop();
  powered_ = true;
  seen_jobs_ = 0;
  run([this] {
    running_ = std::make_unique<Running>(*this);
    if (cut_line_) around_.broker.cut(name_);
    running_->line.line.on({[this, self = running_.get()](const std::string& id, const Result<json::value>& answer) {
                              if (running_.get() != self) return;  // its power has gone, and it does not know yet
                              const auto command = self->line.commands.find(id);
                              if (around_.notebook && command != self->line.commands.end()) around_.notebook->told(name_, id, command->second, answer);
                              run([&] { running_->flow.answered(id, answer); });
                              follow();
                            },
                            [this, self = running_.get()](bool up) {
                              if (running_.get() != self) return;
                              run([&] { running_->flow.line(up); });
                              follow();
                            }});
    follow();
  });
}

void KioskMachine::cut_line() {
  ++line_cuts;
  cut_line_ = true;
  if (powered_) around_.broker.cut(name_);
}

void KioskMachine::mend_line() {
  cut_line_ = false;
  if (powered_) around_.broker.mend(name_);
}

void KioskMachine::keep_cut() {
  if (cut_line_ && powered_) around_.broker.cut(name_);
}

bool KioskMachine::touch() {
  if (!powered_ || !running_) return false;
  const Page& page = running_->flow.page();
  if (!page.ready) return true;
  const auto names = wanted(page);
  if (names.empty()) return page.kind != PageKind::language;
  if (page.kind == PageKind::language) ++visits;
  const auto serial = page.serial;
  const std::string name = names[chance_.below(names.size())];
  run([&] { running_->flow.touch({serial, name}); });
  follow();
  return powered_ && running_ && running_->flow.page().kind != PageKind::language;
}

/// What the disk holds of a write the power interrupted: all, nothing, a part, or rubbish.
std::string KioskMachine::left_of(const std::string& bytes) {
  const auto kind = chance_.below(4);
  if (kind == 0) return {};
  if (kind == 1) return bytes;
  std::string part = bytes.substr(0, chance_.below(bytes.size()));
  if (kind == 3)
    for (char& c : part) c = static_cast<char>(chance_.below(256));
  return part;
}

/// After anything: what can be read on the glass is in the patient's head.
void KioskMachine::follow() {
  if (!powered_ || !running_) return;
  auto& flow = running_->flow;
  for (; seen_jobs_ < running_->paper.jobs.size(); ++seen_jobs_) {
    const PrintJob job = running_->paper.jobs[seen_jobs_];
    held.push_back({job.token.call_code, job.token.token.text(), job.alone});
    run([&] { flow.printed(job.id, true); });
    if (!powered_) return;
  }
  tick_ = around_.loop.after(std::max(flow.due() - around_.clock.steady(), Duration{0}), [this] {
    run([&] { running_->flow.tick(); });
    follow();
  });
}

}  // namespace vestibule::simulation
