#include "fleet.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "backoff.hpp"

namespace vestibule::monitors {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t most_connecting = 60;  // a broker's backlog holds 100
constexpr auto no_member = ~std::uint64_t{0}, input_mark = no_member - 1;

/// Each device needs three descriptors: its line, and a pair by which libmosquitto could be woken from another thread. Beyond the hard
/// limit only root may go.
void raise_limit(std::size_t devices, Log& log) {
  const rlim_t needed = 3 * devices + 64;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const rlimit wanted{needed, std::max(needed, limit.rlim_max)}, most{limit.rlim_max, limit.rlim_max};
  if (setrlimit(RLIMIT_NOFILE, &wanted) == 0) return;
  setrlimit(RLIMIT_NOFILE, &most);
  if (most.rlim_cur < needed) log.warning("{} monitors need {} open files and may have {}: see ulimit -Hn", devices, needed, most.rlim_cur);
}

int open_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int one : {SIGTERM, SIGINT}) sigaddset(&set, one);
  sigprocmask(SIG_BLOCK, &set, nullptr);
  return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

}  // namespace

struct Fleet::Member {
  Member(Device d, std::size_t n) : device(std::move(d)), number(n) {}

  Device device;
  std::size_t number;
  link::MqttOptions options;
  std::unique_ptr<link::Session> session;
  link::Backoff pause{Duration{500}, Duration{20'000}};
  Now next_try{};
  std::uint32_t watched = 0;
  bool wrong = false;          // it shows what is not its own
  bool settled = false;        // the broker took it, and the birth is on its way
};

Fleet::Fleet(std::vector<Device> devices, FleetOptions options, Log& log)
    : options_(std::move(options)), log_(log), epoll_(epoll_create1(EPOLL_CLOEXEC)), signals_(open_signals()) {
  raise_limit(devices.size(), log_);
  if (!options_.sent.empty()) sent_.open(options_.sent);
  for (auto& device : devices) members_.push_back(std::make_unique<Member>(std::move(device), members_.size()));
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = no_member;
  epoll_ctl(epoll_, EPOLL_CTL_ADD, signals_, &event);
  event.data.u64 = input_mark;
  if (fcntl(STDIN_FILENO, F_GETFL) >= 0) epoll_ctl(epoll_, EPOLL_CTL_ADD, STDIN_FILENO, &event);  // a file refuses, and brings nothing
}

Fleet::~Fleet() {
  members_.clear();
  close(epoll_);
  close(signals_);
}

void Fleet::run() {
  start_ = std::chrono::steady_clock::now();
  const auto period = std::chrono::milliseconds(options_.period);
  for (const auto& member : members_)  // spread over the second, as they are in a hospital
    calendar_.emplace(start_ + std::chrono::nanoseconds(period) * static_cast<std::int64_t>(member->number) / static_cast<std::int64_t>(members_.size()),
                      member->number);
  const Now end = options_.run_for > 0ms ? start_ + options_.run_for : Now::max();
  const bool reports = options_.report_every > 0ms;
  Now next_report = reports ? start_ + options_.report_every : Now::max();
  while (!stopping_) {
    const Now now = std::chrono::steady_clock::now();
    if (now >= end) break;
    if (now >= next_report) report(now), next_report += options_.report_every;
    if (calendar_.top().first <= now) {
      const auto [due, number] = calendar_.top();
      calendar_.pop();
      beat(*members_[number], now);
      calendar_.emplace(std::max(due + period, now), number);
      wait(now);
    } else {
      wait(std::min({calendar_.top().first, end, next_report}));
    }
  }
  leave();
  report(std::chrono::steady_clock::now());
}

void Fleet::wait(Now until) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
  std::array<epoll_event, 256> events;
  const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 1000)));
  for (int i = 0; i < count; ++i) {
    const auto& event = events[static_cast<std::size_t>(i)];
    if (event.data.u64 == no_member) stopping_ = true;
    else if (event.data.u64 == input_mark) read_input();
    else take_events(*members_[event.data.u64], event.events);
  }
}

void Fleet::take_events(Member& member, std::uint32_t events) {
  const Now now = std::chrono::steady_clock::now();
  if (!member.session || member.device.suffers(Fault::freeze, since_start(now))) return watch(member);
  short wanted = 0;
  if (events & EPOLLIN) wanted |= POLLIN;
  if (events & EPOLLOUT) wanted |= POLLOUT;
  if (events & (EPOLLERR | EPOLLHUP)) wanted |= POLLHUP;
  member.session->turn(wanted);
  settle(member);
  if (!member.session->alive()) lose(member, now);
  else watch(member);
}

/// What epoll is to say of it. One that is frozen hears nothing.
void Fleet::watch(Member& member) {
  if (!member.session || member.session->socket() < 0) return;
  const bool frozen = member.device.suffers(Fault::freeze, since_start(std::chrono::steady_clock::now()));
  const short events = member.session->wanted_events();
  std::uint32_t wanted = 0;
  if (!frozen && (events & POLLIN)) wanted |= EPOLLIN;
  if (!frozen && (events & POLLOUT)) wanted |= EPOLLOUT;
  if (wanted == member.watched) return;
  epoll_event event{};
  event.events = wanted | (frozen ? EPOLLONESHOT : 0u);
  event.data.u64 = member.number;
  if (epoll_ctl(epoll_, EPOLL_CTL_MOD, member.session->socket(), &event) != 0) epoll_ctl(epoll_, EPOLL_CTL_ADD, member.session->socket(), &event);
  member.watched = wanted;
}

void Fleet::beat(Member& member, Now now) {
  const Duration time = since_start(now);
  const std::int64_t boot = member.device.boot();
  std::vector<Outgoing> said;  // nothing before there is a line: its first measurement is not lost
  if (member.settled || member.device.seq() > 0) said = member.device.beat(time, std::chrono::floor<Duration>(std::chrono::system_clock::now()));
  const bool frozen = member.device.suffers(Fault::freeze, time);
  const bool powered_anew = member.device.boot() != boot, other_papers = member.wrong != member.device.suffers(Fault::bad_certificate, time);
  if (member.session && (powered_anew || other_papers)) lose(member, now), member.next_try = now;
  if (member.session && !frozen) {
    member.session->turn(0);  // its keepalive
    settle(member);
    if (!member.session->alive()) lose(member, now);
  }
  if (!member.session && !frozen) connect(member, now);
  for (const Outgoing& message : said) send(member, message);
  watch(member);
}

void Fleet::connect(Member& member, Now now) {
  if (now < member.next_try || connecting_ >= most_connecting) return;
  const Device& device = member.device;
  const bool wrong = member.wrong = device.suffers(Fault::bad_certificate, since_start(now));
  link::MqttOptions& line = member.options;
  line.host = options_.host;
  line.port = options_.port;
  line.client = device.name();
  line.user = options_.user;
  line.keepalive = std::chrono::seconds(options_.keepalive);
  const auto known = options_.passwords.find(device.name());
  line.password = wrong ? "not the password" : known != options_.passwords.end() ? known->second : options_.password;
  const Outgoing will = device.will();
  line.will = wire::Message{will.topic, will.payload, true, {}, {}};
  if (!options_.authority.empty()) {
    const auto& shown = wrong ? members_[(member.number + 1) % members_.size()]->device.name() : device.name();
    line.tls = link::Tls{options_.authority.string(), {}, {}};
    if (!options_.certificates.empty()) {
      line.tls->certificate_file = (options_.certificates / (shown + ".crt")).string();
      line.tls->key_file = (options_.certificates / (shown + ".key")).string();
    }
  }
  member.session = std::make_unique<link::Session>(line, log_, line_, [](wire::Message) {});
  member.watched = 0;
  member.settled = false;
  ++connecting_;
  if (!member.session->open()) lose(member, now);
}

/// Once the broker has taken it: the birth.
void Fleet::settle(Member& member) {
  if (member.settled || !member.session->alive() || !member.session->accepted()) return;
  member.settled = true;
  --connecting_;
  ++connected_;
  ++counted_.connects;
  member.pause.reset();
  send(member, member.device.birth());
}

void Fleet::lose(Member& member, Now now) {
  if (!member.session) return;
  if (counted_.lost++ == 0 && !member.session->problem().empty())
    log_.warning("{} cannot connect (others are only counted): {}", member.device.name(), member.session->problem());
  (member.settled ? connected_ : connecting_)--;
  member.session.reset();
  member.settled = false;
  member.next_try = now + member.pause.next(chance_.next());
}

void Fleet::send(Member& member, const Outgoing& message) {
  const bool numerics = !message.retained;
  if (!member.settled) {
    if (numerics) ++counted_.unsent;
    return;
  }
  member.session->publish({message.topic, message.payload, message.retained, {}, {}});
  if (numerics) ++counted_.numerics;
  counted_.bytes += message.payload.size();
  if (sent_.is_open()) sent_ << message.topic << ' ' << message.payload << '\n';
}

/// Events on standard input count from now.
void Fleet::read_input() {
  std::array<char, 4096> bytes;
  const ssize_t count = read(STDIN_FILENO, bytes.data(), bytes.size());
  if (count <= 0) {
    epoll_ctl(epoll_, EPOLL_CTL_DEL, STDIN_FILENO, nullptr);
    return;
  }
  input_.append(bytes.data(), static_cast<std::size_t>(count));
  for (std::size_t end; (end = input_.find('\n')) != input_.npos; input_.erase(0, end + 1)) {
    auto event = read_event(std::string_view(input_).substr(0, end));
    if (!event) {
      log_.error("{}", event.error().message);
      continue;
    }
    event->from += since_start(std::chrono::steady_clock::now());
    for (auto& member : members_)
      if (event->concerns(member->device.name())) member->device.befall(*event);
  }
}

FleetCounters Fleet::counters() const {
  FleetCounters all = counted_;
  all.denied = line_.denied;
  return all;
}

void Fleet::report(Now now) const {
  const FleetCounters all = counters();
  std::puts(fmt::format("{:6.1f} s: {} of {} monitors connected, {} measurements sent ({:.1f} MB), {} not sent, {} refused, {} connections lost",
                        std::chrono::duration<double>(now - start_).count(), connected_, members_.size(), all.numerics,
                        static_cast<double>(all.bytes) / 1e6, all.unsent, all.denied, all.lost)
                .c_str());
  std::fflush(stdout);
}

/// The broker tells each will; what is under way has a second to get there.
void Fleet::leave() {
  const Now until = std::chrono::steady_clock::now() + 1s;
  const auto under_way = [&] {
    return std::any_of(members_.begin(), members_.end(), [](const auto& member) { return member->settled && member->session->in_flight() > 0; });
  };
  while (under_way() && std::chrono::steady_clock::now() < until) wait(std::chrono::steady_clock::now() + 10ms);
  for (auto& member : members_) {
    if (!member->settled) continue;
    member->session->leave();
  }
}

}  // namespace vestibule::monitors
