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

// visible: the LUNs that a host sees, its own and those served to it.
func (l *Lab) visible(h *hostFacts) []Lun {
	seen := slices.Clone(h.Luns)
	for _, lun := range l.served {
		if len(lun.Hosts) == 0 || slices.Contains(lun.Hosts, h.Name) {
			seen = append(seen, lun)
		}
	}
	return seen
}

func (l *Lab) lunOf(h *hostFacts, naa string) *Lun {
	for _, lun := range l.visible(h) {
		if lun.NAA == naa {
			return &lun
		}
	}
	return nil
}

// rescan reads the facts and shows every host its LUNs; a LUN that is gone takes its datastore's paths with it.
func (l *Lab) rescan() {
	if err := l.readLuns(); err != nil {
		if !os.IsNotExist(err) {
			fmt.Fprintln(os.Stderr, "lab: rescan:", err)
			return
		}
		l.served = nil
	}
	for ref := range l.hosts {
		l.shapeStorage(get[*simulator.HostSystem](l, ref))
	}
	l.refreshMounts()
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
	for _, lun := range l.visible(h) {
		d := scsiDisk(lun)
		info.ScsiLun = append(info.ScsiLun, &d)
		state := "active"
		if !l.answers(hs) && !hs.Runtime.InMaintenanceMode {
			state = "dead"
		}
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

// RescanAllHba reads what the storage serves now.
func (s *hostStorage) RescanAllHba(*simulator.Context, *types.RescanAllHba) soap.HasFault {
	if f := s.reachable(); f != nil {
		return &methods.RescanAllHbaBody{Fault_: f}
	}
	s.lab.rescan()
	return &methods.RescanAllHbaBody{Res: &types.RescanAllHbaResponse{}}
}

// RescanVmfs does the same here.
func (s *hostStorage) RescanVmfs(*simulator.Context, *types.RescanVmfs) soap.HasFault {
	if f := s.reachable(); f != nil {
		return &methods.RescanVmfsBody{Fault_: f}
	}
	s.lab.rescan()
	return &methods.RescanVmfsBody{Res: &types.RescanVmfsResponse{}}
}
