#include "remote.hpp"

#include <fmt/format.h>

namespace vestibule::kiosk {
namespace {

constexpr const char* file = "orders";
constexpr std::size_t largest_picture = 58 * 1024;

}  // namespace

Remote::Remote(Line& line, Disk& disk, ui::Screen& screen, Log& log, std::function<void()> reload)
    : line_(line), disk_(disk), screen_(screen), log_(log), reload_(std::move(reload)) {
  if (const auto text = disk_.read(file))
    if (auto kept = decode_text<queue::DeviceOrders>(*text)) orders_ = *std::move(kept);
}

bool Remote::hear(const json::value& body) {
  auto orders = decode<queue::DeviceOrders>(body);
  if (!orders) {
    log_.warning("ignored orders: {}", orders.error().message);
    return false;
  }
  to_reload_ |= std::exchange(heard_, true) && orders->reload > orders_.reload;
  const bool other = orders->locked != orders_.locked || orders->message != orders_.message;
  orders_ = *std::move(orders);
  if (!other) return true;
  if (const auto kept = disk_.replace(file, encode_text(orders_)); !kept) log_.warning("orders are followed, but not kept: {}", kept.error().message);
  return true;
}

void Remote::look(const Page& page) {
  if (orders_.picture > handed_in_ && heard_ && !confidential(page)) hand_in_picture();
  const bool nobody = page.language.empty();
  if (nobody && std::exchange(to_reload_, false)) reload_();
}

void Remote::hand_in_picture() {
  handed_in_ = orders_.picture;
  const auto small = ui::small_picture(screen_.canvas().picture(), largest_picture);
  if (!small) return log_.error("{}", small.error().message);
  line_.send(wire::Verb::ask, "queue.hand_in_picture", fmt::format("picture-{}", handed_in_),
             encode(queue::ScreenPicture{handed_in_, small->size.width, small->size.height, small->png}));
}

}  // namespace vestibule::kiosk
