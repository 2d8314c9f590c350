#include "line.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <stdexcept>

namespace vestibule::link {
namespace {

using namespace std::chrono_literals;
using Now = std::chrono::steady_clock;

constexpr auto connect_within = 5s;
constexpr auto leave_within = 500ms;
constexpr auto proven_after = 5s;            // a connection that lasted this long starts the backoff anew
constexpr std::size_t most_in_flight = 100;  // the broker's max_inflight_messages; more would pile up inside libmosquitto

}  // namespace

Line::Line(MqttOptions options, Log& log, std::function<void()> news)
    : options_(std::move(options)),
      log_(log),
      news_(std::move(news)),
      backoff_(options_.reconnect_least, options_.reconnect_most),
      wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      outgoing_(options_.most_waiting, options_.most_waiting_bytes),
      incoming_(options_.most_waiting, options_.most_waiting_bytes) {}

void Line::connect(std::optional<wire::Message> will) {
  if (thread_.joinable()) throw std::logic_error("a line connects once");
  options_.will = std::move(will);
  thread_ = std::thread([this] { run(); });
}

Line::~Line() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake();
  if (thread_.joinable()) thread_.join();
  close(wake_);
}

void Line::wake() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = write(wake_, &one, sizeof one);  // a full counter wakes just as well
}

void Line::send(wire::Message message) {
  if (message.payload.size() > MqttBus::largest_payload) {
    ++counters_.oversized;
    return log_.error("not sent: {} bytes on {} are more than one message holds", message.payload.size(), message.topic);
  }
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    if (!connected_) {
      ++counters_.dropped_offline;
      return;
    }
    first = outgoing_.empty();
    counters_.dropped_outgoing += outgoing_.push(std::move(message));
  }
  if (first) wake();
}

void Line::listen(std::string filter) {
  {
    const std::lock_guard lock(mutex_);
    filters_.push_back(std::move(filter));
  }
  wake();
}

Line::News Line::take(std::size_t most) {
  const std::lock_guard lock(mutex_);
  News news{connection_, connected_, {}, false};
  while (!incoming_.empty() && news.messages.size() < most) news.messages.push_back(incoming_.pop());
  news.more = !incoming_.empty();
  told_ = news.more;
  return news;
}

void Line::tell_owner(std::unique_lock<std::mutex> lock) {
  if (std::exchange(told_, true)) return;
  lock.unlock();
  news_();
}

void Line::receive(wire::Message message) {
  std::unique_lock lock(mutex_);
  counters_.dropped_incoming += incoming_.push(std::move(message));
  if (connected_) tell_owner(std::move(lock));  // until then it waits, so that "connected" is heard before it
}

bool Line::stopping() {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

short Line::wait(const Session* session, Duration most) {
  std::array<pollfd, 2> files{{{wake_, POLLIN, 0}, {session ? session->socket() : -1, 0, 0}}};
  if (session) files[1].events = session->wanted_events();
  if (poll(files.data(), files.size(), static_cast<int>(most.count())) <= 0) return 0;
  if (files[0].revents != 0) {
    std::uint64_t count = 0;
    [[maybe_unused]] const auto taken = read(wake_, &count, sizeof count);
  }
  return files[1].revents;
}

void Line::run() {
  while (!stopping()) {
    Session session(options_, log_, counters_, [this](wire::Message message) { receive(std::move(message)); });
    const auto begun = Now::now();
    if (session.open()) converse(session);
    lost();
    complain(session);
    if (session.accepted() && Now::now() - begun > proven_after) backoff_.reset();
    const auto pause_until = Now::now() + backoff_.next((std::uint64_t{random_()} << 32) | random_());
    while (!stopping()) {
      const auto left = std::chrono::ceil<Duration>(pause_until - Now::now());
      if (left <= 0ms) break;
      wait(nullptr, left);
    }
  }
}

/// Once for each reason, not at each attempt.
void Line::complain(const Session& session) {
  if (session.problem() == problem_) return;
  problem_ = session.problem();
  if (!problem_.empty()) log_.warning("no line to broker {}:{}: {}; trying on", options_.host, options_.port, problem_);
}

void Line::converse(Session& session) {
  const auto connect_by = Now::now() + connect_within;
  bool greeted = false, ready = false;
  while (session.alive()) {
    const auto events = wait(&session, ready ? session.may_rest() : 1s);
    if (stopping()) return finish(session);
    session.turn(events);
    if (!session.alive()) return;
    if (session.accepted() && !std::exchange(greeted, true) && options_.birth) session.publish(*options_.birth);
    if (greeted) announce(session);
    ready = ready || (greeted && session.settled());
    if (ready)
      feed(session);
    else if (Now::now() > connect_by)
      return session.give_up("it does not answer");
  }
}

/// Subscribes to what is new; once every subscription stands, the owner may know that the line is up.
void Line::announce(Session& session) {
  std::unique_lock lock(mutex_);
  if (listened_ < filters_.size()) {
    const std::vector<std::string> fresh(filters_.begin() + static_cast<std::ptrdiff_t>(listened_), filters_.end());
    listened_ = filters_.size();
    lock.unlock();
    return session.subscribe(fresh);
  }
  if (connected_ || !session.settled()) return;
  connected_ = true;
  ++connection_;
  ++counters_.connects;
  tell_owner(std::move(lock));
}

void Line::feed(Session& session) {
  while (session.alive() && session.in_flight() < most_in_flight) {
    std::unique_lock lock(mutex_);
    if (outgoing_.empty()) return;
    const auto message = outgoing_.pop();
    lock.unlock();
    session.publish(message);
  }
}

void Line::finish(Session& session) {
  if (!session.accepted()) return;
  const auto until = Now::now() + leave_within;
  for (feed(session); session.alive() && session.in_flight() > 0 && Now::now() < until; feed(session))
    session.turn(wait(&session, 50ms));
  session.leave();
  while (session.alive() && (session.wanted_events() & POLLOUT) != 0 && Now::now() < until) session.turn(wait(&session, 50ms));
}

void Line::lost() {
  std::unique_lock lock(mutex_);
  listened_ = 0;
  counters_.dropped_offline += outgoing_.clear();
  if (!std::exchange(connected_, false)) {
    incoming_.clear();  // retained messages of a connection that never came to be
    return;
  }
  tell_owner(std::move(lock));
}

}  // namespace vestibule::link
