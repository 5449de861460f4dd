package vc

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// served is the facts file that the storage simulator writes: {"luns":[{"naa","sizeMib","lun","hosts","silent"}]}.
type servedFile struct {
	Luns []Lun `json:"luns"`
}

// readLuns takes over what the storage serves now. Without a file nothing is served.
func (l *Lab) readLuns() error {
	if l.lunFile == "" {
		return nil
	}
	about, err := os.Stat(l.lunFile)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(l.lunFile)
	if err != nil {
		return err
	}
	l.lunsRead = about
	var f servedFile
	if err := json.Unmarshal(text, &f); err != nil {
		return fmt.Errorf("%s: %w", l.lunFile, err)
	}
	for i := range f.Luns {
		f.Luns[i].NAA = canonical(f.Luns[i].NAA)
	}
	l.served = f.Luns
	return nil
}

// lunsChanged: the storage has written its file since it was read.
func (l *Lab) lunsChanged() bool {
	if l.lunFile == "" {
		return false
	}
	now, err := os.Stat(l.lunFile)
	if err != nil {
		return l.lunsRead != nil && os.IsNotExist(err)
	}
	return l.lunsRead == nil || !os.SameFile(now, l.lunsRead) || now.ModTime() != l.lunsRead.ModTime() || now.Size() != l.lunsRead.Size()
}

// device is a LUN as a host knows it: of the size of the host's last rescan.
type device struct {
	Lun
	lost types.HostMountInfoInaccessibleReason // "" while the LUN answers
}

const (
	apd = types.HostMountInfoInaccessibleReasonAllPathsDown_Timeout // the array is silent
	pdl = types.HostMountInfoInaccessibleReasonPermanentDeviceLoss  // the array says that there is no such LUN
)

// servedTo are the LUNs that a host would find now: its own, and those served to it.
func (l *Lab) servedTo(h *hostFacts) []Lun {
	list := slices.Clone(h.Luns)
	for _, lun := range l.served {
		if len(lun.Hosts) == 0 && len(lun.Silent) == 0 || slices.Contains(lun.Hosts, h.Name) {
			list = append(list, lun)
		}
	}
	return list
}

func (l *Lab) isServedTo(h *hostFacts, naa string) bool {
	return slices.ContainsFunc(l.servedTo(h), func(lun Lun) bool { return lun.NAA == naa })
}

// whyGone: the array is silent, or it says that there is no such LUN for this host.
func (l *Lab) whyGone(h *hostFacts, naa string) types.HostMountInfoInaccessibleReason {
	if slices.ContainsFunc(l.served, func(lun Lun) bool { return lun.NAA == naa && slices.Contains(lun.Silent, h.Name) }) {
		return apd
	}
	return pdl
}

// lunOf is a LUN that the host knows and that answers.
func (l *Lab) lunOf(h *hostFacts, naa string) *Lun {
	for _, d := range h.known {
		if d.NAA == naa && d.lost == "" {
			return &d.Lun
		}
	}
	return nil
}

// discover is a rescan of the host's adapters, or its boot: it finds new LUNs and the
// new sizes of those it knows, and forgets those that are gone. VMFS volumes on them are
// mounted, as vSphere does after such a rescan.
func (l *Lab) discover(ref types.ManagedObjectReference) {
	l.notice()
	h := l.hosts[ref]
	found := l.servedTo(h)
	known := make([]device, 0, len(found))
	for _, lun := range found {
		known = append(known, device{Lun: lun})
	}
	for _, d := range h.known {
		if d.lost != "" && !l.isServedTo(h, d.NAA) && l.mountedOn(ref, d.NAA) {
			known = append(known, d)
		}
	}
	h.known = known
	l.shapeStorage(get[*simulator.HostSystem](l, ref))
	l.mountFound(ref)
	l.refreshAccess()
}

// notice: what hosts learn without a rescan. LUNs that they know are gone, or, after all
// paths were down, answer again; one that the array took away comes back only by a
// rescan. They learn of no other LUN and of no other size.
func (l *Lab) notice() {
	if err := l.readLuns(); err != nil {
		if !os.IsNotExist(err) {
			fmt.Fprintln(os.Stderr, "lab: what is served:", err)
			return
		}
		l.served, l.lunsRead = nil, nil
	}
	for ref, h := range l.hosts {
		for i := range h.known {
			switch d, served := &h.known[i], l.isServedTo(h, h.known[i].NAA); {
			case served && d.lost == apd:
				d.lost = ""
			case !served && d.lost != pdl:
				d.lost = l.whyGone(h, d.NAA)
			}
		}
		h.known = slices.DeleteFunc(h.known, func(d device) bool { return d.lost == pdl && !l.mountedOn(ref, d.NAA) })
		l.shapeStorage(get[*simulator.HostSystem](l, ref))
	}
	l.refreshAccess()
}
