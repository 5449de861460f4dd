package vc

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// served is the facts file that the storage simulator writes: {"luns":[{"naa","sizeMib","lun","hosts"}]}.
type servedFile struct {
	Luns []Lun `json:"luns"`
}

// readLuns takes over what the storage serves now. Without a file nothing is served.
func (l *Lab) readLuns() error {
	if l.lunFile == "" {
		return nil
	}
	text, err := os.ReadFile(l.lunFile)
	if err != nil {
		return err
	}
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
		if len(lun.Hosts) == 0 || slices.Contains(lun.Hosts, h.Name) {
			list = append(list, lun)
		}
	}
	return list
}

func (l *Lab) isServedTo(h *hostFacts, naa string) bool {
	return slices.ContainsFunc(l.servedTo(h), func(lun Lun) bool { return lun.NAA == naa })
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
	l.notice(pdl)
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

// notice: what hosts learn without a rescan. LUNs that they know are gone, for the given
// reason, or, after all paths were down, answer again; one that the array took away
// comes back only by a rescan. They learn of no other LUN and of no other size.
func (l *Lab) notice(why types.HostMountInfoInaccessibleReason) {
	if err := l.readLuns(); err != nil {
		if !os.IsNotExist(err) {
			fmt.Fprintln(os.Stderr, "lab: what is served:", err)
			return
		}
		l.served = nil
	}
	for ref, h := range l.hosts {
		for i := range h.known {
			switch d, served := &h.known[i], l.isServedTo(h, h.known[i].NAA); {
			case served && d.lost == apd:
				d.lost = ""
			case !served && d.lost == "":
				d.lost = why
			}
		}
		h.known = slices.DeleteFunc(h.known, func(d device) bool { return d.lost == pdl && !l.mountedOn(ref, d.NAA) })
		l.shapeStorage(get[*simulator.HostSystem](l, ref))
	}
	l.refreshAccess()
}

// iscsiAdapter is the software adapter that prepare.sh of a host enables; here every host has it, with its sessions.
const iscsiAdapter = "key-vim.host.InternetScsiHba-vmhba64"

// shapeStorage writes what the host's storage system shows.
func (l *Lab) shapeStorage(hs *simulator.HostSystem) {
	h := l.hosts[hs.Self]
	info := &types.HostStorageDeviceInfo{
		HostBusAdapter: []types.BaseHostHostBusAdapter{&types.HostInternetScsiHba{
			HostHostBusAdapter: types.HostHostBusAdapter{Key: iscsiAdapter, Device: "vmhba64", Status: "online", Model: "iSCSI Software Adapter (simulated)", Driver: "iscsi_vmk"},
			IsSoftwareBased:    true, IScsiName: "iqn.1998-01.com.vmware:" + h.Name,
			NetworkBindingSupport: types.HostInternetScsiHbaNetworkBindingSupportTypeOptional,
		}},
		MultipathInfo: &types.HostMultipathInfo{},
	}
	for _, dev := range h.known {
		lun := dev.Lun
		d := scsiDisk(lun)
		state := "active"
		if dev.lost != "" || !l.answers(hs) && !hs.Runtime.InMaintenanceMode {
			state = "dead"
		}
		switch dev.lost {
		case apd:
			d.OperationalState = []string{string(types.ScsiLunStateLostCommunication)}
		case pdl:
			d.OperationalState = []string{string(types.ScsiLunStateOff)}
		}
		info.ScsiLun = append(info.ScsiLun, &d)
		unit := types.HostMultipathInfoLogicalUnit{
			Key: "key-" + lun.NAA, Id: lun.NAA, Lun: d.Key,
			Policy: &types.HostMultipathInfoLogicalUnitPolicy{Policy: "VMW_PSP_RR"},
		}
		for i := range 2 {
			unit.Path = append(unit.Path, types.HostMultipathInfoPath{
				Key: fmt.Sprintf("path-%d-%s", i, lun.NAA), Name: fmt.Sprintf("vmhba64:C0:T%d:L%d", i, lun.Number),
				PathState: state, State: state, Adapter: iscsiAdapter, Lun: unit.Key,
			})
		}
		info.MultipathInfo.Lun = append(info.MultipathInfo.Lun, unit)
	}
	get[*simulator.HostStorageSystem](l, *hs.ConfigManager.StorageSystem).StorageDeviceInfo = info
	hs.Config.StorageDevice = info
}

func scsiDisk(lun Lun) types.HostScsiDisk {
	const block = 512
	return types.HostScsiDisk{
		ScsiLun: types.ScsiLun{
			HostDevice: types.HostDevice{DeviceName: devicePath(lun.NAA), DeviceType: "disk"},
			Key:        "key-vim.host.ScsiDisk-" + lun.NAA, Uuid: lun.NAA, CanonicalName: lun.NAA,
			DisplayName: "DataCore disk (" + lun.NAA + ")", LunType: "disk", Vendor: "DataCore", Model: "Virtual Disk",
			OperationalState: []string{"ok"},
		},
		Capacity:   types.HostDiskDimensionsLba{BlockSize: block, Block: lun.SizeMiB << 20 / block},
		DevicePath: devicePath(lun.NAA),
		LocalDisk:  types.NewBool(false), Ssd: types.NewBool(true),
	}
}

func devicePath(naa string) string { return "/vmfs/devices/disks/" + naa }

// hostStorage rescans.
type hostStorage struct {
	*simulator.HostStorageSystem
	notEntity
	lab *Lab
}

func (s *hostStorage) reachable() *soap.Fault {
	if h := get[*simulator.HostSystem](s.lab, s.Host.Self); h.Runtime.ConnectionState != types.HostSystemConnectionStateConnected {
		return refuse(&types.HostNotConnected{})
	}
	return nil
}

// RescanAllHba: the host finds what is served to it now.
func (s *hostStorage) RescanAllHba(*simulator.Context, *types.RescanAllHba) soap.HasFault {
	if f := s.reachable(); f != nil {
		return &methods.RescanAllHbaBody{Fault_: f}
	}
	s.lab.discover(s.Host.Self)
	s.lab.react()
	return &methods.RescanAllHbaBody{Res: &types.RescanAllHbaResponse{}}
}

// RescanVmfs: the host mounts the volumes on LUNs that it knows; it finds no LUN.
func (s *hostStorage) RescanVmfs(*simulator.Context, *types.RescanVmfs) soap.HasFault {
	if f := s.reachable(); f != nil {
		return &methods.RescanVmfsBody{Fault_: f}
	}
	s.lab.look()
	s.lab.mountFound(s.Host.Self)
	return &methods.RescanVmfsBody{Res: &types.RescanVmfsResponse{}}
}
