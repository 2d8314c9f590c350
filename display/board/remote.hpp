#pragma once
// The screen seen from a distance: it says at each of the host's pulses how it is, paints its mark when the host asks for a sign of
// life, hands in pictures of itself, and does what staff order.

#include <vestibule/link/orders.hpp>

#include "board.hpp"

namespace vestibule::board {

struct RemoteOptions {
  std::string client;                  ///< the name the bus is connected with
  queue::AreaId area;
  std::optional<queue::DeskId> desk{};
  Duration try_voice_after{5000};      ///< the first picture goes before the first sound
  Duration try_voice_every{60'000};    ///< while nothing of it can be heard: a loudspeaker may be plugged in
};

/// One loop thread; all of it must be outlived by what it is given.
class Remote {
 public:
  /// `reload` reads layout, theme and schedule anew and dresses the board.
  Remote(Surroundings around, Board& board, RemoteOptions options, std::function<Result<>()> reload);

 private:
  void hear(const json::value& body);
  void follow(const queue::DeviceOrders& orders);
  void report();
  void try_voice();
  void answer(std::int64_t challenge);
  void hand_in_picture(int number);
  queue::ScreenReport now();

  Surroundings around_;
  Board& board_;
  RemoteOptions options_;
  std::function<Result<>()> reload_;
  std::optional<queue::DeviceOrders> orders_;
  std::int64_t answered_ = 0;
  std::int64_t asked_ = 0;                   // the challenge whose mark is about to be painted
  int handed_in_ = 0;
  std::int64_t fingerprint_of_ = -1;         // the frame
  ui::Fingerprint fingerprint_;
  std::int64_t reports_ = 0;
  Timer voice_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
  link::Orders heard_;                       // last: it may hear at once
};

/// At most 58 KiB of base64, as large as that allows and no larger than 640x640.
Result<queue::ScreenPicture> small_picture(const ui::Canvas& canvas);

}  // namespace vestibule::board
