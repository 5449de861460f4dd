package vc

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// moveFiles takes the machine's directory and its disks along.
func (l *Lab) moveFiles(vm *simulator.VirtualMachine, home *simulator.Datastore, disks map[int32]*simulator.Datastore) error {
	moveTo := func(file string, to *simulator.Datastore) (string, error) {
		name, rest, ok := strings.Cut(strings.TrimPrefix(file, "["), "] ")
		from := l.datastoreNamed(name)
		if !ok || from == nil || from == to {
			return file, nil
		}
		dir := filepath.Join(to.Summary.Url, path.Dir(rest))
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return file, err
		}
		stem := strings.TrimSuffix(filepath.Join(from.Summary.Url, rest), path.Ext(rest))
		parts, err := filepath.Glob(stem + "*")
		for _, p := range parts {
			if err := os.Rename(p, filepath.Join(dir, filepath.Base(p))); err != nil {
				return file, err
			}
		}
		return fmt.Sprintf("[%s] %s", to.Name, rest), err
	}
	for _, d := range vm.Config.Hardware.Device {
		to := disks[d.GetVirtualDevice().Key]
		b, ok := d.GetVirtualDevice().Backing.(types.BaseVirtualDeviceFileBackingInfo)
		if to == nil || !ok {
			continue
		}
		info := b.GetVirtualDeviceFileBackingInfo()
		file, err := moveTo(info.FileName, to)
		if err != nil {
			return err
		}
		info.FileName, info.Datastore = file, &to.Self
	}
	if home == nil {
		return nil
	}
	old := vm.Config.Files.VmPathName
	file, err := moveTo(old, home)
	if err != nil || file == old {
		return err
	}
	vm.Config.Files.VmPathName, vm.Summary.Config.VmPathName = file, file
	for _, p := range []*string{&vm.Config.Files.LogDirectory, &vm.Config.Files.SnapshotDirectory, &vm.Config.Files.SuspendDirectory} {
		*p = path.Dir(file)
	}
	return nil
}
