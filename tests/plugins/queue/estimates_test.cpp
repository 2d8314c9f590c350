#include "kit.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using queue_kit::QueueHost;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

/// A desk that takes six minutes for each of a line that never runs dry.
void busy_morning(QueueHost& queue, int patients) {
  for (int i = 0; i < 8; ++i) queue.issue("medicine");
  for (int i = 0; i < patients; ++i) {
    queue.call_next("room-1");
    queue.at_desk("queue.start", "room-1");
    queue.pass(minutes{6} + seconds{(i * 37) % 60});
    queue.at_desk("queue.finish", "room-1");
    queue.issue("medicine");
  }
}

}  // namespace

TEST_CASE("after a few calls a range is promised, and kept with the token") {
  QueueHost queue;
  queue.open({"room-1"});
  CHECK_FALSE(queue.issue("medicine").wait);
  busy_morning(queue, 6);
  const auto token = queue.issue("medicine");
  REQUIRE(token.wait);
  CHECK(token.wait->low < token.ahead * 6 + 6);
  CHECK(token.wait->high > token.ahead * 6);
  CHECK(queue.token(token.token).token.promised == token.wait);
  const auto menu = queue.answer<Menu>("queue.menu");
  CHECK(menu.services[1].wait);
  CHECK_FALSE(menu.services[0].wait);
  queue.restart();
}

TEST_CASE("what was promised is measured at the call") {
  QueueHost queue;
  queue.open({"room-1"});
  busy_morning(queue, 40);
  const auto coverage = queue.answer<Coverage>("queue.coverage").services;
  REQUIRE(coverage.size() == 1);
  CHECK(coverage[0].service == ServiceId{"medicine"});
  CHECK(coverage[0].promised > 25);
  CHECK(coverage[0].inside + coverage[0].sooner + coverage[0].later == coverage[0].promised);
  CHECK(coverage[0].inside * 10 >= coverage[0].promised * 8);
  CHECK(queue.answer<Coverage>("queue.coverage", {{"day", "2026-11-23"}}).services.size() == 1);
  CHECK(queue.answer<Coverage>("queue.coverage", {{"day", "2026-11-22"}}).services.empty());
  queue.restart();
}

TEST_CASE("a wait that passes its promised upper end is marked: nobody is forgotten") {
  QueueHost queue;
  queue.open({"room-1"});
  busy_morning(queue, 8);
  const auto token = queue.issue("medicine");
  REQUIRE(token.wait);
  queue.pass(minutes{token.wait->high});
  CHECK_FALSE(queue.token(token.token).token.overdue);
  queue.pass(seconds{1});
  CHECK(queue.token(token.token).token.overdue);
}

TEST_CASE("while no desk is open nothing is promised") {
  QueueHost queue;
  queue.open({"room-1"});
  busy_morning(queue, 8);
  CHECK(queue.issue("medicine").wait);
  queue.at_desk("queue.pause_desk", "room-1");
  CHECK_FALSE(queue.issue("medicine").wait);
}
